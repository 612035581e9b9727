using Tracker.Contracts;
using Tracker.Notifier.Email;
using Tracker.Notifier.Mail;

namespace Tracker.Notifier.Digest;

/// <summary>Puts the ledger of claims into lines. What is claimed comes from outside: it is cut to one line.</summary>
internal static class ClaimLines
{
    private const int Cards = 12;
    private const int PerCard = 4;
    private const int SourceCount = 8;
    private const int LineLimit = 400;

    /// <summary>One line a candidate, the scoreboard's order.</summary>
    public static IReadOnlyList<string> Open(Scoreboard board)
    {
        if (board.Claims is not { } claims)
            return [];
        ILookup<string, OpenClaim> byCard = claims.Open.ToLookup(c => c.Gpu, StringComparer.Ordinal);
        CandidateScore[] cards = [.. board.Candidates.Where(c => byCard.Contains(c.Id))];
        List<string> lines = [.. cards.Take(Cards).Select(card => HeaderText.OneLine($"{card.Name}: {Listed([.. byCard[card.Id]])}", LineLimit))];
        if (cards.Length > Cards)
            lines.Add($"and {cards.Length - Cards} more candidates; \"tracker score\" lists all.");
        return lines;
    }

    /// <summary>What was decided in a week, and how often each source was right.</summary>
    public static IReadOnlyList<string> Record(Scoreboard board, IsoWeek week)
    {
        if (board.Claims is not { Resolved.Count: > 0 } claims)
            return [];
        List<string> lines =
        [
            .. claims.Resolved
                .Where(r => r.DecidedOn >= week.Monday && r.DecidedOn < week.Next.Monday)
                .Select(r => HeaderText.OneLine($"{(r.CameTrue ? "true" : "false")}: {r.Gpu}, {r.Kind} {r.Says} ({r.Source}, {r.Date:yyyy-MM-dd}): {r.Because}", LineLimit)),
        ];
        int hits = claims.Resolved.Count(r => r.CameTrue);
        lines.Add($"{claims.Resolved.Count} claims decided so far, {hits} came true{(claims.Brier is double brier ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; Brier score {brier:0.000} (0 is perfect, 0.25 is a coin)") : "")}.");
        lines.AddRange(claims.Sources
            .Where(s => s.CameTrue + s.CameFalse > 0)
            .Take(SourceCount)
            .Select(s => HeaderText.OneLine($"{s.Name} on {s.Aspect}: {s.CameTrue} of {s.CameTrue + s.CameFalse} came true, the next counts {Wording.Percent(s.Weight)}", LineLimit)));
        return lines;
    }

    private static string Listed(IReadOnlyList<OpenClaim> claims)
    {
        string listed = string.Join("; ", claims.Take(PerCard).Select(c =>
            $"{c.Kind} {c.Says} ({c.Source}, {Wording.Percent(c.Weight)}{(c.ContradictedBy.Count > 0 ? $", against {string.Join(", ", c.ContradictedBy)}" : "")})"));
        return claims.Count > PerCard ? $"{listed}; {claims.Count - PerCard} more" : listed;
    }
}
