using System.Text.Json;
using Tracker.Acceptance.Programs;
using Tracker.Acceptance.Site;

namespace Tracker.Acceptance;

/// <summary>Sources as their owner handles them.</summary>
public sealed class SourceCommandTests
{
    [Fact]
    public async Task Shop_added_by_yaml_alone_is_tried_out_collected_and_listed()
    {
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        using TrackerFolder folder = new();
        folder.Write("sources/my-shop.yaml", $"""
            id: my-shop
            kind: product
            url: {site.Address}/card
            gpu: rtx-pro-6000-blackwell
            allow_private: true
            delay: 0s
            """);

        await using TrackerProgram test = await TrackerProgram.RunAsync(folder, "source", "test", "my-shop");
        await using TrackerProgram both = await TrackerProgram.RunAsync(folder, "source", "test", "my-shop", "own-observations");
        await using TrackerProgram run = await TrackerProgram.RunAsync(folder, "run", "--once");
        await using TrackerProgram list = await TrackerProgram.RunAsync(folder, "source", "list", "--json");

        test.ExitCode.ShouldBe(0, test.Errors);
        test.Output.ShouldContain("status 200");
        test.Output.ShouldContain("8000.00 USD");
        test.Output.ShouldContain("record");
        both.ExitCode.ShouldBe(1);
        both.Output.ShouldContain("tracker source enable my-shop");
        both.Output.ShouldContain("there is no such file");
        run.ExitCode.ShouldBe(0, run.Errors);
        folder.Count("offers WHERE source_id = 'my-shop' AND amount_minor = 800000").ShouldBe(1);
        JsonElement shop = JsonDocument.Parse(list.Output).RootElement.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "my-shop");
        shop.GetProperty("health").GetString().ShouldBe("Healthy");
        shop.GetProperty("failures_in_row").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Source_is_switched_off_and_on_again_and_an_unknown_one_is_named_with_its_nearest()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram wrong = await TrackerProgram.RunAsync(folder, "source", "enable", "own-observations", "nvidia-newsrom");
        await using TrackerProgram none = await TrackerProgram.RunAsync(folder, "source", "list");
        await using TrackerProgram on = await TrackerProgram.RunAsync(folder, "source", "enable", "own-observations", "ecb-euro-rates");
        await using TrackerProgram list = await TrackerProgram.RunAsync(folder, "source", "list");
        await using TrackerProgram release = await TrackerProgram.RunAsync(folder, "source", "quarantine", "release", "12");

        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("did you mean 'nvidia-newsroom'?");
        on.ExitCode.ShouldBe(0, on.Errors);
        none.Output.ShouldContain("0 of ");
        list.Output.ShouldContain("2 of ");
        release.ExitCode.ShouldBe(2);
        release.Errors.ShouldContain("nothing in quarantine has the number 12");
    }
}
