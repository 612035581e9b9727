using System.Text.Json;
using Tracker.Acceptance.Programs;

namespace Tracker.Acceptance;

/// <summary>The commands on the shipped facts, as a user calls them.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task RunOnce_twice_adds_no_observation_and_sends_no_second_mail()
    {
        using TrackerFolder folder = new();
        await using TrackerProgram first = await TrackerProgram.RunAsync(folder, "run", "--once");
        first.ExitCode.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("ratio");
        long offers = folder.Count("offers");
        long announcements = folder.Count("announcements");
        offers.ShouldBeGreaterThan(300);
        folder.Mails().Count.ShouldBe(1);

        await using TrackerProgram second = await TrackerProgram.RunAsync(folder, "run", "--once");

        second.ExitCode.ShouldBe(0, second.Errors);
        folder.Count("offers").ShouldBe(offers);
        folder.Count("announcements").ShouldBe(announcements);
        folder.Mails().Count.ShouldBe(1);
        folder.Count("verdicts").ShouldBe(1);
    }

    [Fact]
    public async Task Score_as_of_two_dates_uses_what_was_known_at_each()
    {
        using TrackerFolder folder = new();

        JsonElement then = await JsonAsync(folder, "score", "--as-of", "2025-08-11", "--json");
        JsonElement later = await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--json");

        Price(then).ShouldBeInRange(8200, 9300);
        Price(later).ShouldBeInRange(15_500, 20_000);
        then.GetProperty("as_of").GetString().ShouldStartWith("2025-08-11T23:59:59");
        then.GetProperty("verdict").GetProperty("action").GetString().ShouldBe("BuySecondCard");
        Ids(then).ShouldNotContain("rubin-cpx");
        Ids(then).ShouldNotContain("mi350p");
        Candidate(later, "rubin-cpx").GetProperty("standing").GetString().ShouldBe("Cancelled");
        Candidate(later, "mi350p").GetProperty("price").ValueKind.ShouldBe(JsonValueKind.Null);
        Decimal(later.GetProperty("second_card").GetProperty("rental")).ShouldBe(1.80m);
        // No near-term card of the 96 GB class beat the owned one in price per capability.
        then.GetProperty("candidates").EnumerateArray().ShouldAllBe(c => Ratio(c) >= 1);
        foreach (JsonElement candidate in then.GetProperty("candidates").EnumerateArray().Where(c => c.GetProperty("price").ValueKind == JsonValueKind.Object))
            candidate.GetProperty("price").GetProperty("observed_at").GetDateTimeOffset().ShouldBeLessThan(new DateTimeOffset(2025, 8, 12, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Score_what_if_changes_the_answer_of_one_call_only()
    {
        using TrackerFolder folder = new();

        JsonElement rarely = await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--set", "hours=40", "--json");
        JsonElement often = await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--set", "hours=600", "--set", "horizon=60", "--json");
        JsonElement usual = await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--json");

        rarely.GetProperty("verdict").GetProperty("action").GetString().ShouldNotBe("BuySecondCard");
        often.GetProperty("verdict").GetProperty("action").GetString().ShouldBe("BuySecondCard");
        Decimal(usual.GetProperty("second_card").GetProperty("monthly_value")).ShouldBe(360m);
    }

    [Fact]
    public async Task Score_explain_prints_every_input_of_the_reasons_with_its_source_and_date()
    {
        using TrackerFolder folder = new();
        JsonElement verdict = (await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--json")).GetProperty("verdict");

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, "score", "--as-of", "2026-09-15", "--explain");

        program.ExitCode.ShouldBe(0, program.Errors);
        foreach (string input in verdict.GetProperty("reason_inputs").EnumerateArray().SelectMany(reason => reason.EnumerateArray()).Select(id => id.GetString()!).Distinct())
            program.Output.ShouldContain($"  {input} = ");
        program.Output.ShouldContain("nebius, 2026-09-15, $1.80");
        program.Output.ShouldContain("± is one standard error");
    }

    [Fact]
    public async Task Backtest_of_the_shipped_history_prints_every_metric()
    {
        using TrackerFolder folder = new();

        JsonElement report = await JsonAsync(folder, "backtest", "--json");

        report.GetProperty("decisions").GetInt32().ShouldBeGreaterThan(300);
        report.GetProperty("policies").GetArrayLength().ShouldBe(7);
        report.GetProperty("brier").GetDouble().ShouldBeInRange(0, 1);
        report.GetProperty("reliability").GetArrayLength().ShouldBeGreaterThan(0);
        JsonElement crps = report.GetProperty("crps");
        crps.GetProperty("model").GetDouble().ShouldBeLessThanOrEqualTo(crps.GetProperty("no_change").GetDouble());
        report.GetProperty("intervals").GetProperty("policies").GetProperty("tracker").GetProperty("regret").GetProperty("high").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldContain(n => n!.Contains("A6000"));
    }

    [Theory]
    [InlineData("2022-01-01", "2022-12-31", "A6000")]
    [InlineData("2025-03-01", "2026-12-31", "RTX PRO 6000 Blackwell Workstation")]
    public async Task Backtest_is_no_worse_than_the_best_rule_of_thumb_in_a_falling_and_in_a_rising_market(string from, string to, string card)
    {
        using TrackerFolder folder = new();

        JsonElement report = await JsonAsync(folder, "backtest", "--from", from, "--to", to, "--json");

        Dictionary<string, double> regret = report.GetProperty("series").EnumerateArray()
            .Single(s => s.GetProperty("name").GetString()!.Contains(card)).GetProperty("regret").Deserialize<Dictionary<string, double>>()!;
        regret["tracker"].ShouldBeLessThanOrEqualTo(regret.Where(r => r.Key != "tracker").Min(r => r.Value));
    }

    [Fact]
    public async Task Fit_holds_the_reference_values()
    {
        using TrackerFolder folder = new();

        JsonElement[] results = [.. (await JsonAsync(
            folder, "fit", "--model", "qwen3-30b-a3b", "--model", "llama-3-70b", "--gpu", "rtx-pro-6000-blackwell", "--gpu", "rtx-pro-6000-blackwellx2", "--json"))
            .GetProperty("results").EnumerateArray()];

        results.Length.ShouldBe(4);
        results[0].GetProperty("fits").GetBoolean().ShouldBeTrue();
        results[0].GetProperty("instances").GetInt32().ShouldBe(1);
        results[0].GetProperty("kv_bytes_per_token").GetInt64().ShouldBe(98_304);
        (results[0].GetProperty("weights_gib").GetDouble() * 1.073741824).ShouldBe(61.1, 0.1);
        results[1].GetProperty("instances").GetInt32().ShouldBe(2);
        results[2].GetProperty("fits").GetBoolean().ShouldBeFalse();
        results[2].GetProperty("dtype").GetString().ShouldBe("BF16");
        results[3].GetProperty("fits").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Fit_without_arguments_shows_the_owners_tables()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, "fit");

        program.Errors.ShouldBeEmpty();
        program.Output.ShouldContain("1 × NVIDIA RTX PRO 6000 Blackwell Workstation Edition, vllm");
        program.Output.ShouldContain("2 × NVIDIA RTX PRO 6000 Blackwell Workstation Edition, vllm");
        program.Output.ShouldContain("would fit in FP8, native on this card");
        program.Output.ShouldContain("Largest of the ");
        program.Output.ShouldContain("Your workloads at once, the most of your use: 2 × qwen3-30b-a3b");
        program.Output.Split('\n').Where(line => line.StartsWith("  qwen3-30b-a3b ", StringComparison.Ordinal)).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Fit_together_places_models_with_their_adapters()
    {
        using TrackerFolder folder = new();

        JsonElement[] sets = [.. (await JsonAsync(folder, "fit", "--together", "qwen3-30b-a3b+2,qwen3-embedding-0.6b", "--together", "qwen3-8b", "--json"))
            .GetProperty("together").EnumerateArray()];

        sets.Select(s => s.GetProperty("fits").GetBoolean()).ShouldBe([false, true]);
        sets[1].GetProperty("models").EnumerateArray().Select(m => m.GetProperty("model").GetString()).Order()
            .ShouldBe(["qwen3-30b-a3b", "qwen3-8b", "qwen3-embedding-0.6b"]);
    }

    [Fact]
    public async Task Fit_gains_tells_which_workloads_a_second_card_makes_possible()
    {
        using TrackerFolder folder = new();

        JsonElement second = (await JsonAsync(folder, "fit", "gains", "--json")).GetProperty("gains").EnumerateArray()
            .Single(gain => gain.GetProperty("gpu").GetString() == "rtx-pro-6000-blackwell");

        second.GetProperty("newly_possible").EnumerateArray().Select(model => model.GetString()).ShouldBe(["llama-3.3-70b", "qwen3-next-80b-a3b"]);
        second.GetProperty("adds").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Fit_import_config_adds_a_model_that_fit_then_knows()
    {
        using TrackerFolder folder = new();
        string file = Path.Combine(folder.Root, "config.json");
        await File.WriteAllTextAsync(
            file,
            """
            {"model_type":"llama","hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,
             "vocab_size":128256,"max_position_embeddings":131072,"tie_word_embeddings":false,"torch_dtype":"bfloat16"}
            """);
        string[] import = ["fit", "import-config", file, "--repository", "Invented/Eight-B", "--add"];

        await using TrackerProgram first = await TrackerProgram.RunAsync(folder, import);
        await using TrackerProgram again = await TrackerProgram.RunAsync(folder, import);
        JsonElement result = (await JsonAsync(folder, "fit", "--model", "eight-b", "--gpu", "rtx-pro-6000-blackwell", "--json")).GetProperty("results")[0];

        first.ExitCode.ShouldBe(0, first.Errors);
        again.ExitCode.ShouldBe(2);
        again.Errors.ShouldContain("eight-b.yaml is already there");
        (result.GetProperty("weights_gib").GetDouble() * 1.073741824).ShouldBe(16.06, 0.01);
    }

    [Fact]
    public async Task Score_shows_a_gpu_that_was_added_by_ten_lines()
    {
        using TrackerFolder folder = new();
        folder.Write("gpus/acme-x1.yaml",
            """
            id: acme-x1
            name: Acme X1 128 GB, invented
            vendor: Acme
            stack: cuda
            memory_gb: 128
            bandwidth_gb_per_s: 2000
            standing: launched
            price: {amount: "9000.00", currency: USD, date: 2026-09-01}
            source: invented
            """);

        JsonElement score = await JsonAsync(folder, "score", "--as-of", "2026-09-15", "--json");

        Candidate(score, "acme-x1").GetProperty("ratio_to_second_card").GetDouble().ShouldBeLessThan(1);
    }

    [Fact]
    public async Task Score_with_a_typo_in_the_configuration_names_line_and_column_and_exits_2()
    {
        using TrackerFolder folder = new();
        folder.Write("gpus/acme-x1.yaml", "id: acme-x1\nname: Acme\nvendor: Acme\nstack: cuda\nmemry_gb: 128\nstanding: launched\nsource: invented\n");

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, "score", "--json");

        program.ExitCode.ShouldBe(2);
        program.Output.ShouldBeEmpty();
        program.Errors.ShouldContain("acme-x1.yaml:5:1: unknown key 'memry_gb'; did you mean 'memory_gb'?");
    }

    [Theory]
    [InlineData("fit --model qwen3-30b-a3", "did you mean 'qwen3-30b-a3b'")]
    [InlineData("fit --gpu rtx-pro-6000-blackwel", "did you mean 'rtx-pro-6000-blackwell'")]
    [InlineData("fit --gpu H100", "'H100' is the name of more than one GPU: h100-nvl-94gb, h100-pcie-80gb, h100-sxm-80gb")]
    [InlineData("fit --together qwen3-30b-a3b,qwen3-9b", "there is no model 'qwen3-9b'; did you mean 'qwen3-8b'")]
    [InlineData("fit --engine llama.cpp --max-batched-tokens 512", "MaxBatchedTokens is for vllm and tensorrt-llm, not for llama.cpp")]
    [InlineData("fit --gpu rtx-pro-6000-blackwell+mi300x", "'rtx-pro-6000-blackwell' (cuda) and 'mi300x' (rocm) have no common software stack")]
    [InlineData("fit --kv-dtype INT7", "KV dtype 'INT7' is not known for vllm; expected one of auto, BF16, FP16, FP8")]
    [InlineData("fit --context 0", "Context is not possible: 0 is less than 1")]
    [InlineData("score --as-of yesterday", "--as-of must be a date")]
    [InlineData("score --set hours=many", "--set hours takes a number from 0 to 744")]
    [InlineData("score --set horizon=0", "--set horizon takes a whole number from 1 to 240")]
    [InlineData("score --set hors=100", "--set knows no 'hors'; it knows hours, horizon")]
    [InlineData("backtest --from yesterday", "--from must be a date")]
    [InlineData("backtest --from 2023-01-01 --to 2022-01-01", "is after --to")]
    [InlineData("backtest --prices nowhere.csv", "there is no file nowhere.csv")]
    [InlineData("run --role collector", "Transport=RabbitMq")]
    [InlineData("digest --week 2026-99", "--week must be an ISO week")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("score --config nowhere", "there is no such folder")]
    public async Task Wrong_call_says_what_is_wrong_and_exits_2(string arguments, string message)
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, arguments.Split(' '));

        program.ExitCode.ShouldBe(2, program.Output);
        program.Errors.ShouldContain(message);
    }

    [Fact]
    public async Task Import_refuses_a_bad_row_by_line_and_loads_the_others()
    {
        using TrackerFolder folder = new();
        string file = Path.Combine(folder.Root, "invented.csv");
        await File.WriteAllTextAsync(file,
            """
            gpu,observed,known,amount,currency,unit,condition,availability,basis,venue,confidence,source,note
            rtx-pro-6000-blackwell,2026-09-01,2026-09-01,15000,USD,each,new,in-stock,street,Invented shop,high,invented,
            rtx-pro-600,2026-09-01,2026-09-01,15000,USD,each,new,in-stock,street,Invented shop,high,invented,
            rtx-pro-6000-blackwell,2026-09-02,2026-09-02,cheap,USD,each,new,in-stock,street,Invented shop,high,invented,

            """);

        await using TrackerProgram first = await TrackerProgram.RunAsync(folder, "import", file);
        await using TrackerProgram second = await TrackerProgram.RunAsync(folder, "import", file);

        first.ExitCode.ShouldBe(1);
        first.Output.ShouldContain("1 accepted, 0 duplicate, 2 refused");
        first.Errors.ShouldContain("invented.csv:3:");
        first.Errors.ShouldContain("invented.csv:4:");
        second.Output.ShouldContain("0 accepted, 1 duplicate, 2 refused");
        folder.Count("offers").ShouldBe(1);
    }

    [Fact]
    public async Task Price_reads_a_text_a_line()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, "1.226 €\n€1,106.18\nContact us\n", ["price"]);

        JsonElement[] lines = [.. program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        lines.Length.ShouldBe(3);
        lines[0].GetProperty("amount").GetString().ShouldBe("1226");
        lines[0].GetProperty("currency").GetString().ShouldBe("EUR");
        lines[1].GetProperty("amount").GetString().ShouldBe("1106.18");
        lines[2].GetProperty("amount").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[2].GetProperty("problem").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Digest_after_a_run_is_saved_as_html_and_text()
    {
        using TrackerFolder folder = new();
        await using TrackerProgram run = await TrackerProgram.RunAsync(folder, "run", "--once");

        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, "digest", "--out", "out");

        program.ExitCode.ShouldBe(0, program.Errors);
        Directory.GetFiles(Path.Combine(folder.Root, "out"), "*.html").ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(folder.Root, "out"), "*.txt").ShouldHaveSingleItem())).ShouldContain("RTX PRO 6000");
    }

    [Fact]
    public async Task Config_check_and_show_tell_of_the_shipped_configuration()
    {
        using TrackerFolder folder = new();

        await using TrackerProgram check = await TrackerProgram.RunAsync(folder, "config", "check");
        JsonElement show = await JsonAsync(folder, "config", "show");

        check.ExitCode.ShouldBe(0, check.Errors);
        check.Output.ShouldContain("is valid");
        show.GetProperty("owner").GetProperty("gpu").GetString().ShouldBe("rtx-pro-6000-blackwell");
    }

    [Fact]
    public async Task Compose_file_calls_the_program_as_it_can_be_called()
    {
        string[] commands = [.. File.ReadLines(Path.Combine(TrackerFolder.Repository, "docker-compose.yml")).Where(l => l.Trim().StartsWith("command:"))];
        commands.Length.ShouldBe(4);
        using TrackerFolder folder = new();
        foreach (string command in commands)
        {
            string[] arguments = [.. JsonSerializer.Deserialize<string[]>(command.Split("command:")[1])!, "--help"];
            await using TrackerProgram program = await TrackerProgram.RunAsync(folder, arguments);
            program.ExitCode.ShouldBe(0, program.Errors);
        }
    }

    private static async Task<JsonElement> JsonAsync(TrackerFolder folder, params string[] arguments)
    {
        await using TrackerProgram program = await TrackerProgram.RunAsync(folder, arguments);
        program.ExitCode.ShouldBe(0, program.Errors);
        return JsonDocument.Parse(program.Output).RootElement;
    }

    private static decimal Price(JsonElement score) => Decimal(score.GetProperty("second_card").GetProperty("price"));

    private static decimal Decimal(JsonElement money) =>
        decimal.Parse(money.GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Ids(JsonElement score) => score.GetProperty("candidates").EnumerateArray().Select(c => c.GetProperty("id").GetString()!);

    private static JsonElement Candidate(JsonElement score, string id) =>
        score.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    private static double Ratio(JsonElement candidate) =>
        candidate.GetProperty("ratio_to_second_card") is { ValueKind: JsonValueKind.Number } ratio ? ratio.GetDouble() : double.PositiveInfinity;
}
