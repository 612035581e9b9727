using System.Text;
using Tracker.FitEngine.Engines;

namespace Tracker.FitEngine.Dtypes;

/// <summary>The page of the documentation that tells what each GPU computes natively, made from the rows the engine decides by.</summary>
internal static class DtypePage
{
    private static readonly string[] s_formats = ["FP16", "BF16", "FP8", "FP8_BLOCK", "MXFP8", "NVFP4", "MXFP4", "INT8", "INT4", "GGUF"];

    private static readonly (string Chip, string Stack, string Name)[] s_hardware =
    [
        ("7.5", "cuda", "7.5 Turing"),
        ("8.0", "cuda", "8.0 Ampere (A100)"),
        ("8.6", "cuda", "8.6 Ampere (RTX 30, RTX A6000)"),
        ("8.9", "cuda", "8.9 Ada (RTX 40, RTX 6000 Ada, L40S)"),
        ("9.0", "cuda", "9.0 Hopper (H100, H200)"),
        ("10.0", "cuda", "10.0 Blackwell (B200)"),
        ("10.3", "cuda", "10.3 Blackwell Ultra (B300)"),
        ("12.0", "cuda", "12.0 Blackwell (RTX PRO 6000, RTX 50)"),
        ("12.1", "cuda", "12.1 Blackwell (GB10, DGX Spark)"),
        ("gfx942", "rocm", "gfx942 CDNA3 (MI300X)"),
        ("gfx950", "rocm", "gfx950 CDNA4 (MI350X)"),
        ("gfx1100", "rocm", "gfx1100 RDNA3 (Radeon PRO W7900)"),
        ("gfx1151", "rocm", "gfx1151 RDNA3.5 (Ryzen AI Max)"),
        ("gfx1201", "rocm", "gfx1201 RDNA4 (Radeon AI PRO R9700)"),
        ("", "oneapi", "Intel Arc Pro (oneAPI)"),
        ("", "metal", "Apple (Metal)"),
    ];

    /// <summary>The attention kernels the rows speak of.</summary>
    public static IReadOnlyList<string> Kernels { get; } = ["FlashAttention 2", "FlashAttention 3", "FlashAttention 4"];

    /// <summary>The page's text.</summary>
    public static string Write()
    {
        List<string> sources = [];
        StringBuilder page = new(
            """
            # What each GPU computes natively, and why they differ

            <!-- Generated from the rows of services/FitEngine/Dtypes/*.csv; a test compares. Edit the rows, not this page. -->

            Whether a GPU runs a number format depends on three things, each of which can say no:

            1. **The tensor cores.** A format is fast only where the silicon multiplies it: BF16 came with compute capability 8.0, FP8 with 8.9, FP8 scaled by blocks with 9.0, the 4-bit formats with Blackwell. Two chips of one name can differ: the data-centre Blackwell (10.x) has a memory beside its tensor cores that the workstation one (12.0) lacks, so that it computes MXFP8 and runs FlashAttention 4, and the other does not.
            2. **The engine's kernels.** Somebody has to write them for that chip. Where an engine has none, it stores the weights in the format and expands them before each product: memory is saved, arithmetic is not. That is *weights* below.
            3. **The software stack.** CUDA's formats are not ROCm's: CDNA3's FP8 has another range, and NVFP4 is NVIDIA's alone.

            A model is run at its native precision here; a lighter format is shown beside, never put in its place. *yes*: computed natively. *weights*: stored so, computed in 16 bits. *no*: does not run. *?*: no row covers it, which is unknown and not no. The small numbers name the source.


            """);
        foreach (InferenceEngine engine in Enum.GetValues<InferenceEngine>())
            Table(page, sources, InferenceEngineName.Of(engine), SupportTable.Dtypes, engine, s_formats);
        Table(page, sources, "FlashAttention in vllm", SupportTable.Attention, InferenceEngine.Vllm, Kernels);
        page.Append("## Sources\n\n");
        for (int i = 0; i < sources.Count; i++)
            page.Append($"{i + 1}. {sources[i]}\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, List<string> sources, string title, SupportTable table, InferenceEngine engine, IReadOnlyList<string> columns)
    {
        List<string> rows = [];
        foreach ((string chip, string stack, string name) in s_hardware)
        {
            SupportRule?[] cells = [.. columns.Select(column => table.Find(chip, stack, engine, column))];
            // An engine that a stack is known not to run, or that no row speaks of, has no line.
            if (!InferenceEngineName.Refuses(engine, stack) && cells.Any(cell => cell is not null))
                rows.Add($"| {name} | {string.Join(" | ", cells.Select(cell => Cell(cell, sources)))} |\n");
        }
        page.Append($"## {title}\n\n| | {string.Join(" | ", columns)} |\n|---|{string.Concat(Enumerable.Repeat("---|", columns.Count))}\n");
        page.AppendJoin("", rows).Append('\n');
    }

    private static string Cell(SupportRule? rule, List<string> sources)
    {
        if (rule is null)
            return "?";
        if (!sources.Contains(rule.Source))
            sources.Add(rule.Source);
        string word = rule.Support switch
        {
            DtypeSupport.Native => "yes",
            DtypeSupport.WeightOnly => "weights",
            _ => "no",
        };
        return $"{word}<sup>{sources.IndexOf(rule.Source) + 1}</sup>";
    }
}
