using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine;

/// <summary>What would make a model fit that does not, and the largest that does.</summary>
public static class FitAdvice
{
    private static readonly string[] s_served = ["FP8", "INT8", "NVFP4", "MXFP4", "INT4"];
    private static readonly string[] s_gguf = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M", "Q2_K"];
    private static readonly string[] s_mlx = ["INT8", "INT4"];

    /// <summary>
    /// The answer in the format that keeps most bits a weight among those in which the case fits and that the engine is
    /// not known to refuse on the card, native ones first; null where it fits as asked or in none.
    /// </summary>
    /// <exception cref="ArgumentException">A figure is impossible.</exception>
    public static FitResult? Lighter(FitCase question, ModelSpec model, GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(question);
        ModelFacts facts = new(model);
        GpuFacts card = new(gpu);
        FitAnswer asked = FitCalculator.Answer(question, facts, card);
        if (asked.Fits != false || asked.IsRefused || !asked.IsWithinLimit)
            return null;
        double bits = asked.Format?.LinearBits ?? 16;
        FitAnswer? found = Formats(asked.Engine)
            .Where(format => WeightFormats.Get(format).LinearBits < bits)
            .Select(format => FitCalculator.Answer(question with { Dtype = format }, facts, card))
            .Where(answer => answer.Fits == true && answer.Rule?.Support != DtypeSupport.No)
            .OrderByDescending(answer => Math.Floor(answer.Format!.LinearBits / 4))
            .ThenByDescending(answer => answer.IsNative)
            .ThenByDescending(answer => answer.Format!.LinearBits)
            .FirstOrDefault();
        return found is null ? null : FitCalculator.Evaluate(found.Case, facts, card, []);
    }

    /// <summary>The largest of the models that fit at their native precision, by parameters; null where none does.</summary>
    /// <param name="question">The terms; its model and format are replaced.</param>
    /// <param name="models">Models to choose from.</param>
    /// <param name="gpu">The card.</param>
    /// <exception cref="ArgumentException">A figure is impossible.</exception>
    public static FitResult? Largest(FitCase question, IEnumerable<ModelSpec> models, GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(models);
        GpuFacts card = new(gpu);
        foreach (ModelSpec model in models.OrderByDescending(model => model.TotalParams))
        {
            FitCase native = question with { ModelId = model.Id, Dtype = null, ExpertParallel = question.ExpertParallel && model.Experts > 0 };
            FitResult result = FitCalculator.Evaluate(native, new ModelFacts(model), card, []);
            if (result.Fits == true)
                return result;
        }
        return null;
    }

    private static string[] Formats(InferenceEngine engine) => engine switch
    {
        InferenceEngine.LlamaCpp => s_gguf,
        InferenceEngine.Mlx => s_mlx,
        _ => s_served,
    };
}
