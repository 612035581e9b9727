namespace Tracker.Catalog.Tests;

/// <summary>A small valid configuration in a folder of its own, to be spoilt by a test.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public const string Gpu = "gpus/card.yaml";
    public const string Model = "models/model.yaml";
    public const string Source = "sources/shop.yaml";
    public const string Settings = "tracker.yaml";
    public const string Delivery = "delivery.yaml";
    public const string Stacks = "stacks.yaml";
    public const string Measurements = "measurements.yaml";

    private const string TenLines = """
        id: card
        name: Card
        vendor: NVIDIA
        stack: cuda
        memory_gb: 96
        bandwidth_gb_per_s: 1792
        bf16_tflops: 503.8
        standing: launched
        source: https://example.org/card
        confidence: high

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracker-catalog-");

    public ConfigFolder()
    {
        Write(Gpu, TenLines);
        Write(Model, """
            id: model
            name: Model
            total_params: 30_532_122_624
            layers: 48
            hidden_size: 2048
            attention_heads: 32
            kv_heads: 4
            head_dim: 128
            vocab_size: 151936
            max_context: 40960
            native_dtype: BF16
            source: https://example.org/model

            """);
        Write(Source, """
            id: shop
            kind: product
            url: https://example.org/card
            schedule:
              every: 12h
            gpu: card

            """);
        Write(Settings, """
            owner:
              gpu: card
            workloads:
              - model: model
                weight: 1

            """);
        Write(Delivery, """
            email:
              mode: pickup

            """);
        Write(Stacks, """
            stacks:
              - id: cuda
                name: NVIDIA CUDA

            """);
    }

    public string Path => _folder.FullName;

    public ConfigFolder Write(string file, string text)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public ConfigFolder Append(string file, string text) => Write(file, Read(file) + text + "\n");

    public ConfigFolder Replace(string file, string old, string text)
    {
        Read(file).ShouldContain(old, Case.Sensitive);
        return Write(file, Read(file).Replace(old, text, StringComparison.Ordinal));
    }

    public ConfigFolder Delete(string file)
    {
        File.Delete(System.IO.Path.Combine(Path, file));
        return this;
    }

    /// <summary>The catalogue; a test that spoilt nothing expects no problem.</summary>
    public TrackerCatalog Load()
    {
        CatalogLoadResult result = CatalogLoader.Load(Path);
        result.Problems.ShouldBeEmpty();
        return result.Catalog.ShouldNotBeNull();
    }

    /// <summary>What is wrong, as it is shown, with files relative to the folder.</summary>
    public IReadOnlyList<string> Problems()
    {
        CatalogLoadResult result = CatalogLoader.Load(Path);
        if (result.Problems.Count > 0)
            result.Catalog.ShouldBeNull();
        return [.. result.Problems.Select(problem => problem.ToString().Replace(Path + "/", "", StringComparison.Ordinal))];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));
}
