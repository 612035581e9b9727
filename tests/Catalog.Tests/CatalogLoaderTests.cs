namespace Tracker.Catalog.Tests;

/// <summary>Mistakes in a copy of the shipped configuration are named with their place.</summary>
public sealed class CatalogLoaderTests : IDisposable
{
    private const string TenLines =
        """
        id: acme-x1
        name: Acme X1 128 GB
        vendor: Acme
        stack: cuda
        memory_gb: 128
        bandwidth_gb_per_s: 2000
        standing: announced
        arrives: {from: 2027-01-01, to: 2027-06-30}
        price: {amount: "9000.00", currency: USD, date: 2026-11-01}
        source: invented
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("catalog").FullName;

    public CatalogLoaderTests()
    {
        string shipped = Path.Combine(Repository.Root, "deploy", "config");
        foreach (string file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_ten_line_gpu_is_there()
    {
        Write("gpus/acme-x1.yaml", TenLines);

        CatalogLoadResult loaded = CatalogLoader.Load(_folder);

        loaded.Problems.ShouldBeEmpty();
        loaded.Catalog!.Gpus["acme-x1"].Spec.MemoryGb.ShouldBe(128);
        loaded.Catalog.Gpus["acme-x1"].Confidence.ShouldBe(Contracts.Confidence.Unverified);
    }

    [Theory]
    [InlineData("memory_gb: 128", "memry_gb: 128", 5, 1, "unknown key 'memry_gb'; did you mean 'memory_gb'?")]
    [InlineData("memory_gb: 128", "memory_gb: lots", 5, 12, "'memory_gb' must be a number, found 'lots'")]
    [InlineData("memory_gb: 128", "memory_gb: -1", 5, 12, "'memory_gb' must be between")]
    [InlineData("stack: cuda", "stack: cudda", 4, 8, "there is no stack 'cudda'; did you mean 'cuda'?")]
    [InlineData("standing: announced", "standing: promised", 7, 11, "must be one of rumoured, announced")]
    [InlineData("standing: announced", "standing: announced\nstanding: launched", 8, 1, "not valid YAML")]
    [InlineData("from: 2027-01-01", "from: soon", 8, 17, "'from' must be a date such as 2026-09-15, found 'soon'")]
    [InlineData("from: 2027-01-01", "from: 2028-01-01", 8, 33, "before 'from'")]
    [InlineData("\"9000.00\"", "\"9,000.00\"", 9, 17, "'amount' must be a decimal number without grouping")]
    [InlineData("\"9000.00\"", "\"9000.001\"", 9, 17, "more decimals than USD has")]
    [InlineData("currency: USD", "currency: US", 9, 38, "'currency' must be an ISO 4217 code such as USD, found 'US'")]
    [InlineData("source: invented", "notes: x", 1, 1, "'source' is missing")]
    [InlineData("id: acme-x1", "id: Acme X1", 1, 5, "must be lower-case letters")]
    [InlineData("vendor: Acme", "vendor: [Acme]", 3, 9, "'vendor' must be a text")]
    public void Load_mistake_is_named_with_line_and_column(string right, string wrong, int line, int column, string message)
    {
        Write("gpus/acme-x1.yaml", TenLines.Replace(right, wrong, StringComparison.Ordinal));

        CatalogLoadResult loaded = CatalogLoader.Load(_folder);

        loaded.Catalog.ShouldBeNull();
        string file = Path.Combine(_folder, "gpus", "acme-x1.yaml");
        loaded.Problems.Select(p => p.ToString()).ShouldContain(p => p.StartsWith($"{file}:{line}:{column}: ") && p.Contains(message));
    }

    [Fact]
    public void Load_duplicate_id_names_both_files()
    {
        Write("gpus/acme-x1.yaml", TenLines);
        Write("gpus/acme-x2.yaml", TenLines);

        CatalogLoader.Load(_folder).Problems.ShouldHaveSingleItem().ToString().ShouldContain("duplicate id 'acme-x1', first used in");
    }

    [Fact]
    public void Load_finds_the_mistakes_of_all_files_in_one_pass()
    {
        Write("gpus/acme-x1.yaml", TenLines.Replace("vendor", "vender", StringComparison.Ordinal));
        Write("models/empty.yaml", "");
        Write("sources/list.yaml", "- 1");

        IReadOnlyList<Yaml.ConfigProblem> problems = CatalogLoader.Load(_folder).Problems;

        problems.ShouldContain(p => p.Message.Contains("vender"));
        problems.ShouldContain(p => p.Message.Contains("'vendor' is missing"));
        problems.ShouldContain(p => p.Message.Contains("the file is empty"));
        problems.ShouldContain(p => p.Message.Contains("expected a mapping"));
    }

    [Theory]
    [InlineData("tracker.yaml", "gpu: rtx-pro-6000-blackwell", "gpu: rtx-pro-600-blackwell", "there is no GPU 'rtx-pro-600-blackwell'; did you mean")]
    [InlineData("tracker.yaml", "model: yi-34b", "model: yi-35b", "there is no model 'yi-35b'; did you mean 'yi-34b'")]
    [InlineData("tracker.yaml", "weight: 0.30", "weight: 0.90", "must add up to 1")]
    [InlineData("tracker.yaml", "zone: Europe/Berlin", "zone: Europe/Berlinn", "must be an IANA time zone")]
    [InlineData("delivery.yaml", "mode: pickup", "mode: smtp", "needs 'smtp'")]
    [InlineData("delivery.yaml", "email:", "webhooks: [{id: a, url: \"ftp://x\"}]\nemail:", "must be an absolute http or https address")]
    [InlineData("delivery.yaml", "email:", "webhooks: [{id: a, url: \"https://x\", secret: whsec_abc}]\nemail:", "the secret itself never stands here")]
    public void Load_mistake_in_the_settings_is_named(string file, string right, string wrong, string message)
    {
        string path = Path.Combine(_folder, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(right, wrong, StringComparison.Ordinal));

        CatalogLoader.Load(_folder).Problems.ShouldContain(p => p.Message.Contains(message));
    }

    [Theory]
    [InlineData("schedule: {every: 1h, cron: \"0 0 8 * * ?\"}", "expected either 'cron' or 'every'")]
    [InlineData("schedule: {every: often}", "must be a duration such as 30s")]
    [InlineData("enabled: false", "a disabled source needs 'disabled_reason'")]
    [InlineData("gpu: nothing-like-it", "there is no GPU 'nothing-like-it'")]
    [InlineData("json: {items: a, title: b, price: c}", "'json' is for sources of kind json")]
    public void Load_mistake_in_a_source_is_named(string extra, string message)
    {
        Write("sources/invented.yaml", $"id: invented\nkind: product\nurl: https://shop.example/card\n{extra}\n");

        CatalogLoader.Load(_folder).Problems.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    [Fact]
    public void Load_missing_folder_says_so()
    {
        CatalogLoader.Load(Path.Combine(_folder, "nowhere")).Problems.ShouldHaveSingleItem().Message.ShouldContain("no such folder");
    }

    [Fact]
    public void Fingerprint_changes_with_any_file()
    {
        string before = CatalogLoader.Load(_folder).Catalog!.Fingerprint;
        CatalogLoader.Load(_folder).Catalog!.Fingerprint.ShouldBe(before);

        Write("gpus/acme-x1.yaml", TenLines);

        CatalogLoader.Load(_folder).Catalog!.Fingerprint.ShouldNotBe(before);
    }

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_folder, path), text);
}
