namespace Tracker.FitEngine.Speed;

/// <summary>Time tensor-parallel cards spend summing their parts, twice a layer.</summary>
internal static class AllReduce
{
    private const int PerLayer = 2;

    // A link this fast is a switch or bridge between the cards; below it the traffic crosses PCIe.
    private const double DirectLinkGbPerS = 100;

    // Latency of one sum, seconds: with MiniMax-M2.5 on RTX PRO 6000 over PCIe, 85 to 114 tokens/s on two cards and 71
    // on four (github.com/local-inference-lab/rtx6kpro, models/minimax-m25.md) lie within the band.
    private const double PcieBase = 10e-6;
    private const double PciePerCard = 10e-6;
    private const double DirectBase = 5e-6;
    private const double DirectPerCard = 2e-6;

    private const double AssumedPcieGbPerS = 25;

    /// <summary>Seconds in one step of <paramref name="streams"/> tokens; an unknown link is taken for PCIe.</summary>
    public static double Seconds(int cards, int layers, int hiddenSize, int streams, double? linkGbPerS)
    {
        if (cards == 1)
            return 0;
        bool isDirect = linkGbPerS >= DirectLinkGbPerS;
        double latency = isDirect ? DirectBase + DirectPerCard * cards : PcieBase + PciePerCard * cards;
        // A ring passes 2(n − 1)/n of the BF16 vector through each link.
        double bytes = 2.0 * (cards - 1) / cards * hiddenSize * 2 * streams;
        return PerLayer * layers * (latency + bytes / ((linkGbPerS ?? AssumedPcieGbPerS) * 1e9));
    }
}
