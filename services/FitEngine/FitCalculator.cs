using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Engines;
using Tracker.FitEngine.Memory;
using Tracker.FitEngine.Speed;
using Tracker.FitEngine.Training;

namespace Tracker.FitEngine;

/// <summary>
/// Answers, for a model on n identical cards, whether it runs, with how much context, how many copies at once, how fast,
/// and whether it can be trained.
/// </summary>
/// <remarks>
/// Pure: the answer depends on the question alone, and the same question always gets the same answer. Safe to call from
/// several threads. A figure is null where a fact it rests on is missing.
/// </remarks>
public static class FitCalculator
{
    private const int DefaultContext = 8192;

    /// <summary>Answers every case of a request, in order.</summary>
    /// <exception cref="ArgumentException">A figure is impossible, or a case names a model, card, dtype or engine that is not known.</exception>
    public static FitEvaluated Evaluate(EvaluateFit request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Dictionary<string, ModelFacts> models = new(request.Models.Count, StringComparer.Ordinal);
        foreach (ModelSpec model in request.Models)
        {
            if (!models.TryAdd(model.Id, new(model)))
                throw new ArgumentException($"Model '{model.Id}' is given twice.", nameof(request));
        }
        Dictionary<string, GpuFacts> gpus = new(request.Gpus.Count, StringComparer.Ordinal);
        foreach (GpuSpec gpu in request.Gpus)
        {
            if (!gpus.TryAdd(gpu.Id, new(gpu)))
                throw new ArgumentException($"GPU '{gpu.Id}' is given twice.", nameof(request));
        }
        FitResult[] results = new FitResult[request.Cases.Count];
        for (int i = 0; i < results.Length; i++)
        {
            FitCase question = request.Cases[i];
            if (!models.TryGetValue(question.ModelId, out ModelFacts? model))
                throw new ArgumentException($"Case {i} names the model '{question.ModelId}', which the request does not give.", nameof(request));
            if (!gpus.TryGetValue(question.GpuId, out GpuFacts? gpu))
                throw new ArgumentException($"Case {i} names the GPU '{question.GpuId}', which the request does not give.", nameof(request));
            results[i] = Evaluate(question, model, gpu, request.Measurements);
        }
        return new() { Results = results };
    }

    /// <summary>Answers one case.</summary>
    /// <exception cref="ArgumentException">A figure is impossible, or the dtype or engine is not known.</exception>
    public static FitResult Evaluate(FitCase question, ModelSpec model, GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(gpu);
        return Evaluate(question, new ModelFacts(model), new GpuFacts(gpu), []);
    }

    internal static FitResult Evaluate(FitCase question, ModelFacts model, GpuFacts gpu, IReadOnlyList<SpeedMeasurement> measurements)
    {
        FitAnswer answer = Answer(question, model, gpu);
        (SpeedBand? decode, SpeedBand? prefill) = Speeds(answer, measurements);
        GroupCapacity? group = answer.Groups?.Largest;
        return new()
        {
            Model = model.Spec.Id,
            Gpu = gpu.Spec.Id,
            Count = question.Count,
            Dtype = answer.DtypeName,
            Engine = InferenceEngineName.Of(answer.Engine),
            Context = answer.Context,
            Fits = answer.Fits,
            Reason = FitReason.Of(answer),
            WeightsGib = answer.Weights?.Bytes / Binary.Gib,
            KvBytesPerToken = answer.Kv?.BytesPerToken,
            KvBudgetGib = group is GroupCapacity held ? Math.Max(held.KvGib, 0) : null,
            MaxKvTokens = answer.Groups?.KvTokens is double tokens && double.IsFinite(tokens) ? (long)tokens : null,
            MaxContext = group is GroupCapacity capacity ? (int)Math.Min(model.ContextLimit, capacity.StreamTokens) : null,
            MaxSequences = answer.Groups?.Sequences,
            Instances = answer.Fits is null ? null : answer.Fits.Value ? answer.Groups!.Value.Instances : 0,
            DecodeTps = decode,
            PrefillTps = prefill,
            AggregateTps = answer.Fits == true && decode is not null ? Aggregate(decode, question, group!.Value.Cards) : null,
            DtypeLegal = answer.Rule is null ? null : answer.IsNative,
            Training = TrainingVerdict.Of(answer.Training, answer.TrainingGib),
            Inputs = new FitInputs(answer),
        };
    }

    /// <summary>What the capacity of an answer rests on; only for one whose memory, weights and cache are known.</summary>
    internal static CapacityQuestion Capacity(FitAnswer answer) =>
        Capacity(answer.Case, answer.Model, answer.Gpu, answer.Engine, answer.Context, answer.Format, answer.Weights!.Value, answer.Kv!.Value);

    /// <summary>One case with all that its answer rests on.</summary>
    internal static FitAnswer Answer(FitCase question, ModelFacts model, GpuFacts gpu)
    {
        FitValidation.Check(question);
        InferenceEngine engine = InferenceEngineName.Parse(question.Engine);
        WeightFormat? format = FormatOf(question, model);
        if (question.MaxBatchedTokens is not null && !EngineBudget.ReservesForBatch(engine))
            throw new ArgumentException($"Case '{question.ModelId}': {nameof(question.MaxBatchedTokens)} is for vllm and tensorrt-llm, not for {InferenceEngineName.Of(engine)}.");
        if (question.ExpertParallel && !(model.Shape.IsMixture && InferenceEngineName.IsTensorParallel(engine)))
            throw new ArgumentException($"Case '{question.ModelId}': {nameof(question.ExpertParallel)} is for mixtures of experts with vllm and tensorrt-llm.");
        KvFormat kvFormat = KvFormat.Of(engine, question.KvDtype);
        KvCache? kv = model.Kv?.In(kvFormat);
        bool isNative = question.Dtype is null || ReferenceEquals(format, model.Native);
        int context = question.Context ?? Math.Min(DefaultContext, model.Spec.MaxContext);
        WeightSize? weights = WeightSize.Of(model.Shape, format, isNative);
        bool isKnown = weights is not null && kv is not null && gpu.Memory is not null;
        bool isRefused = InferenceEngineName.Refuses(engine, gpu.Spec.Stack);
        return new()
        {
            Case = question,
            Model = model,
            Gpu = gpu,
            Engine = engine,
            Format = format,
            Rule = format is null ? null : SupportTable.Dtypes.Find(gpu.Spec.ComputeCapability, gpu.Spec.Stack, engine, format.LegalityKey),
            Context = context,
            Weights = weights,
            KvFormat = kvFormat,
            Kv = kv,
            Training = TrainingMemory.Of(model.Shape, (double)question.TrainingBatch * question.TrainingSequence),
            Groups = isKnown && !isRefused
                ? CardGroups.Best(Capacity(question, model, gpu, engine, context, format, weights!.Value, kv!.Value))
                : null,
        };
    }

    private static WeightFormat? FormatOf(FitCase question, ModelFacts model)
    {
        if (question.Dtype is not string dtype)
            return model.Native;
        return dtype.Equals(model.Spec.NativeDtype, StringComparison.OrdinalIgnoreCase) ? model.Native : WeightFormats.Get(dtype);
    }

    private static CapacityQuestion Capacity(
        FitCase question, ModelFacts model, GpuFacts gpu, InferenceEngine engine, int context, WeightFormat? format, in WeightSize weights, in KvCache kv) => new()
        {
            Engine = engine,
            IsApple = gpu.IsApple,
            Shape = model.Shape,
            Kv = kv,
            WeightBytes = weights.Bytes,
            ReportedGib = gpu.Memory!.Value.Gib,
            Cards = question.Count,
            Context = context,
            Concurrency = question.Concurrency,
            Utilization = question.Utilization,
            BatchedTokens = question.MaxBatchedTokens,
            AdapterBytes = question.LoraAdapters * 2.0 * TrainingMemory.Adapters(model.Shape),
            ExpertParallel = question.ExpertParallel,
            ExpertShare = format is null ? 0 : Math.Min(1, model.Shape.ExpertParams * format.LinearBits / 8 / weights.Bytes),
        };

    /// <summary>
    /// What the speeds rest on; null where the weights do not fit. A speed is given wherever they do, also where the
    /// context asked for does not.
    /// </summary>
    internal static DecodeQuestion? Speed(FitAnswer answer)
    {
        if (answer.Format is not WeightFormat format || answer.Groups?.Largest is not { KvGibPerCard: > 0 } group)
            return null;
        return new()
        {
            Engine = answer.Engine,
            Gpu = answer.Gpu.Spec,
            Shape = answer.Model.Shape,
            Kv = answer.Kv!.Value,
            Format = format,
            Cards = group.Cards,
            Context = answer.Context,
            Streams = answer.Case.Concurrency,
            ExpertParallel = answer.Case.ExpertParallel,
            Tflops = PrefillSpeed.Tflops(answer.Gpu.Spec, answer.IsNative ? format.Compute : ComputeFormat.Half),
        };
    }

    private static (SpeedBand? Decode, SpeedBand? Prefill) Speeds(FitAnswer answer, IReadOnlyList<SpeedMeasurement> measurements)
    {
        if (Speed(answer) is not DecodeQuestion question)
            return default;
        SpeedMeasurement? measured = answer.Case.Concurrency == 1 ? Measured(answer, measurements) : null;
        return (
            MeasuredSpeed.Decode(measured, question) ?? DecodeSpeed.Estimate(question),
            MeasuredSpeed.Prefill(measured) ?? PrefillSpeed.Estimate(question));
    }

    // Streams that share a card share its bandwidth, which their own speed counts; groups of cards do not.
    private static SpeedBand Aggregate(SpeedBand stream, FitCase question, int cards)
    {
        double times = (double)question.Concurrency * (question.Count / cards);
        return stream with { Low = stream.Low * times, Mid = stream.Mid * times, High = stream.High * times };
    }

    private static SpeedMeasurement? Measured(FitAnswer answer, IReadOnlyList<SpeedMeasurement> measurements)
    {
        foreach (SpeedMeasurement measurement in measurements)
        {
            if (measurement.ModelId == answer.Case.ModelId
                && measurement.GpuId == answer.Case.GpuId
                && measurement.Count == answer.Case.Count
                && measurement.Dtype.Equals(answer.DtypeName, StringComparison.OrdinalIgnoreCase)
                && measurement.Engine.Equals(answer.Case.Engine, StringComparison.OrdinalIgnoreCase))
            {
                return measurement;
            }
        }
        return null;
    }
}
