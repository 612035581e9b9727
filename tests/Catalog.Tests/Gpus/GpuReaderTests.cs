using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Gpus;

public sealed class GpuReaderTests
{
    private const string Launched = "standing: launched\n";

    [Fact]
    public void Ten_lines_are_a_whole_entry()
    {
        using ConfigFolder config = new();

        Gpu gpu = config.Load().Gpus["card"];

        gpu.Name.ShouldBe("Card");
        gpu.Class.ShouldBe(GpuClass.Workstation);
        gpu.Spec.MemoryGb.ShouldBe(96);
        gpu.Spec.BandwidthGbPerS.ShouldBe(1792);
        gpu.Timeline.ShouldHaveSingleItem().Standing.ShouldBe(Standing.Launched);
        gpu.Confidence.ShouldBe(Confidence.High);
    }

    [Fact]
    public void Missing_keys_are_all_named()
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", "standing: rumoured\n");

        config.Problems().ShouldBe(new[] { "id", "name", "stack", "vendor", "source" }.Select(key => $"gpus/other.yaml:1:1: '{key}' is missing"), ignoreOrder: true);
    }

    [Fact]
    public void Entry_without_a_standing_is_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, "");

        config.Problems().ShouldBe(["gpus/card.yaml:1:1: expected either 'standing' or 'timeline'"]);
    }

    [Fact]
    public void Standing_beside_a_timeline_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "timeline: [{date: 2026-05-07, standing: launched}]");

        config.Problems().ShouldBe(["gpus/card.yaml:1:1: expected either 'standing' or 'timeline'"]);
    }

    [Fact]
    public void Empty_timeline_is_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, "timeline: []\n");

        config.Problems().ShouldBe(["gpus/card.yaml:8:11: 'timeline' must name at least one standing"]);
    }

    [Fact]
    public void Unknown_standing_is_one_problem_whatever_stands_beside_it()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, "standing: promised\nknown_from: 2026-05-07\n");

        config.Problems().ShouldBe(
        [
            "gpus/card.yaml:8:11: 'standing' must be one of rumoured, announced, delayed, launched, discontinued, cancelled; found 'promised'",
        ]);
    }

    [Fact]
    public void Timeline_out_of_order_is_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, """
            timeline:
              - date: 2026-05-07
                standing: announced
              - date: 2026-05-06
                standing: launched

            """);

        config.Problems().ShouldBe(["gpus/card.yaml:11:11: 'timeline' must be ordered by date, oldest first"]);
    }

    [Fact]
    public void Standing_without_a_date_in_a_timeline_is_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, "timeline:\n  - standing: launched\n");

        config.Problems().ShouldBe(["gpus/card.yaml:9:5: 'date' is missing"]);
    }

    [Theory]
    [InlineData("2026-05-05", null)]
    [InlineData("2026-05-06", Standing.Announced)]
    [InlineData("2026-05-07", Standing.Delayed)]
    [InlineData("2027-01-01", Standing.Delayed)]
    public void Standing_at_a_date_is_the_last_one_known_by_then(string date, Standing? standing)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, """
            timeline:
              - {date: 2026-05-06, standing: announced, arrives: {from: 2026-07-01, to: 2026-12-31}}
              - {date: 2026-05-07, standing: delayed}

            """);

        StandingChange? change = config.Load().Gpus["card"].StandingAt(DateOnly.Parse(date));

        (change?.Standing).ShouldBe(standing);
    }

    [Fact]
    public void Standing_without_a_date_was_always_known()
    {
        using ConfigFolder config = new();

        config.Load().Gpus["card"].StandingAt(DateOnly.MinValue)!.Standing.ShouldBe(Standing.Launched);
    }

    [Fact]
    public void Arrival_is_read_as_a_range()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, Launched, "standing: announced\nknown_from: 2026-05-07\narrives: {from: 2026-07-01, to: 2026-12-31}\n");

        StandingChange change = config.Load().Gpus["card"].Timeline[0];

        change.KnownFrom.ShouldBe(new DateOnly(2026, 5, 7));
        change.Arrives.ShouldBe(new DateRange(new(2026, 7, 1), new(2026, 12, 31)));
    }

    [Fact]
    public void Price_without_its_date_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "price: {amount: \"8565.00\", currency: USD}");

        config.Problems().ShouldBe(["gpus/card.yaml:11:8: 'date' is missing"]);
    }

    [Fact]
    public void Unverified_key_that_the_entry_does_not_give_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "unverified: [tdp_watts]");

        config.Problems().ShouldBe(["gpus/card.yaml:11:13: 'unverified' names 'tdp_watts', which the entry does not give"]);
    }

    [Fact]
    public void Unknown_key_is_refused_even_where_it_is_called_unverified()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "tdp_wats: 600\nunverified: [tdp_wats]");

        config.Problems().ShouldBe(["gpus/card.yaml:11:1: unknown key 'tdp_wats'; did you mean 'tdp_watts'?"]);
    }

    [Fact]
    public void Unknown_stack_is_refused_with_the_nearest()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, "stack: cuda", "stack: kuda");

        config.Problems().ShouldBe(["gpus/card.yaml:4:8: there is no stack 'kuda'; did you mean 'cuda'?"]);
    }

    [Fact]
    public void Unknown_rental_peer_is_refused_with_the_nearest()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "rental_peers: [cart]");

        config.Problems().ShouldBe(["gpus/card.yaml:11:15: there is no GPU 'cart'; did you mean 'card'?"]);
    }

    [Theory]
    [InlineData("module", false)]
    [InlineData("rack", false)]
    [InlineData("datacenter-pcie", true)]
    [InlineData("unified", true)]
    public void Module_and_rack_cannot_be_installed(string kind, bool installable)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, $"class: {kind}");

        config.Load().Gpus["card"].Installable.ShouldBe(installable);
    }
}
