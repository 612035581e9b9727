using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Measurements;

public sealed class MeasurementReaderTests : IDisposable
{
    private const string One = """
        measurements:
          - model: model
            gpu: card
            dtype: F16
            engine: llama.cpp
            context: 1024
            decode_tps: 54.56
            source: https://example.org/measured
        """;

    private readonly ConfigFolder _config = new();

    public void Dispose() => _config.Dispose();

    [Fact]
    public void Measurement_is_read_with_its_source()
    {
        _config.Write(ConfigFolder.Measurements, One);

        SpeedMeasurement measurement = _config.Load().Measurements.ShouldHaveSingleItem();

        measurement.ShouldBe(new()
        {
            ModelId = "model",
            GpuId = "card",
            Count = 1,
            Dtype = "F16",
            Engine = "llama.cpp",
            Context = 1024,
            DecodeTps = 54.56,
            Source = "https://example.org/measured",
        });
    }

    [Fact]
    public void Folder_without_measurements_has_none() => _config.Load().Measurements.ShouldBeEmpty();

    [Theory]
    [InlineData("model: model", "model: modle", "there is no model 'modle'; did you mean 'model'?")]
    [InlineData("gpu: card", "gpu: crad", "there is no GPU 'crad'; did you mean 'card'?")]
    [InlineData("decode_tps: 54.56", "count: 2", "a measurement gives 'decode_tps' or 'prefill_tps'")]
    [InlineData("decode_tps: 54.56", "decode_tps: -1", "'decode_tps'")]
    [InlineData("engine: llama.cpp", "", "'engine' is missing")]
    public void Wrong_measurement_is_refused(string right, string wrong, string problem)
    {
        _config.Write(ConfigFolder.Measurements, One.Replace(right, wrong, StringComparison.Ordinal));

        _config.Problems().ShouldContain(p => p.StartsWith("measurements.yaml:", StringComparison.Ordinal) && p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Second_measurement_of_one_case_is_refused()
    {
        _config.Write(ConfigFolder.Measurements, One + "\n" + One["measurements:\n".Length..].Replace("F16", "f16", StringComparison.Ordinal));

        _config.Problems().ShouldHaveSingleItem().ShouldEndWith("a second measurement of 'model' in f16 on 1 × 'card' with llama.cpp; keep one");
    }
}
