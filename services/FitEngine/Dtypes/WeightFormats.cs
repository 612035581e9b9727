using System.Collections.Frozen;

namespace Tracker.FitEngine.Dtypes;

/// <summary>
/// The formats the engine knows. Bits a parameter: FP8, INT8, MXFP8, MXFP4, NVFP4 and INT4 from their block layouts
/// (one FP8 scale for 16 weights in NVFP4, one 8-bit scale for 32 in MX, one FP16 scale and zero for 128 in INT4);
/// GGUF as measured on Llama-3.1-8B (llama.cpp, tools/quantize).
/// </summary>
internal static class WeightFormats
{
    private const string Gguf = "GGUF";

    private static readonly WeightFormat[] s_all =
    [
        Plain("FP32", 32),
        Plain("BF16", 16),
        Plain("FP16", 16),
        Block("FP8", 8, ComputeFormat.Fp8),
        Block("FP8_BLOCK", 8, ComputeFormat.Fp8),
        Block("MXFP8", 8.25, ComputeFormat.Fp8),
        Block("INT8", 8, ComputeFormat.Int8),
        Block("NVFP4", 4.5, ComputeFormat.Fp4),
        Block("MXFP4", 4.25, ComputeFormat.Fp4),
        Block("INT4", 4.2, ComputeFormat.Half),
        GgufType("F16", 16.0005, "FP16"),
        GgufType("Q8_0", 8.501),
        GgufType("Q6_K", 6.563),
        GgufType("Q5_K_M", 5.704),
        GgufType("Q5_K_S", 5.570),
        GgufType("Q4_K_M", 4.894),
        GgufType("Q4_K_S", 4.667),
        GgufType("IQ4_XS", 4.460),
        GgufType("Q3_K_L", 4.298),
        GgufType("Q3_K_M", 3.996),
        GgufType("Q3_K_S", 3.643),
        GgufType("Q2_K", 3.159),
    ];

    private static readonly FrozenDictionary<string, WeightFormat> s_byName = Index();

    /// <summary>The format of that name; null where it is not known.</summary>
    public static WeightFormat? Find(string name) =>
        s_byName.GetValueOrDefault(name) ?? s_byName.GetValueOrDefault(LeadingWord(name));

    /// <exception cref="ArgumentException">The format is not known.</exception>
    public static WeightFormat Get(string name) =>
        Find(name) ?? throw new ArgumentException(
            $"Dtype '{name}' is not known; expected one of {string.Join(", ", s_all.Select(format => format.Name))}.");

    // Catalogues write what they mean behind the name: "MXFP4 (MoE) + BF16 rest".
    private static string LeadingWord(string name)
    {
        int end = name.AsSpan().IndexOfAny(" (+/,");
        return end > 0 ? name[..end] : name;
    }

    private static FrozenDictionary<string, WeightFormat> Index()
    {
        Dictionary<string, WeightFormat> index = s_all.ToDictionary(format => format.Name, StringComparer.OrdinalIgnoreCase);
        index["BFLOAT16"] = index["BF16"];
        index["FLOAT16"] = index["FP16"];
        index["FP4"] = index["NVFP4"];
        index["AWQ"] = index["INT4"];
        index["GPTQ"] = index["INT4"];
        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static WeightFormat Plain(string name, double bits) =>
        new() { Name = name, LinearBits = bits, TableBits = bits, LegalityKey = name };

    private static WeightFormat Block(string name, double bits, ComputeFormat compute) =>
        new() { Name = name, LinearBits = bits, TableBits = 16, LegalityKey = name, Compute = compute };

    private static WeightFormat GgufType(string name, double bits, string key = Gguf) =>
        new() { Name = name, LinearBits = bits, TableBits = bits, LegalityKey = key };
}
