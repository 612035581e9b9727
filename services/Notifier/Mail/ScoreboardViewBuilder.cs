using Tracker.Contracts;

namespace Tracker.Notifier.Mail;

/// <summary>Makes the table of a scoreboard, with what changed since an earlier one.</summary>
internal sealed class ScoreboardViewBuilder(Scoreboard scoreboard, Scoreboard? compared)
{
    private const int Shown = 10;
    private const int NotesPerCandidate = 3;

    /// <summary>Smaller movements of a price are noise of the median.</summary>
    private const decimal SmallestChange = 0.0005m;

    public ScoreboardView Build()
    {
        string? subject = scoreboard.Verdict.Subject;
        // The owned card is the first row already.
        CandidateScore[] candidates = [.. Others(scoreboard)];
        List<CandidateScore> shown =
        [
            .. candidates.Take(Shown),
            // What the verdict is about is shown wherever it stands.
            .. candidates.Skip(Shown).Where(c => c.Id == subject),
        ];
        ScoreboardRow[] rows = [SecondCard(), .. shown.Select(Row)];
        return new()
        {
            Rows = rows,
            Hidden = candidates.Length - shown.Count,
            Notes = [.. shown.SelectMany(Notes)],
            Legend = Legend(rows),
        };
    }

    private ScoreboardRow SecondCard()
    {
        SecondCard card = scoreboard.SecondCard;
        return new()
        {
            Rank = "",
            Name = $"{(scoreboard.Owned.Count == 1 ? "A second" : "One more")} {scoreboard.Owned.Name}",
            Price = Price(card.Price, []),
            PriceDate = card.Price is null ? "" : Wording.Day(card.Price.ObservedAt),
            Capability = Wording.Capability(card.Capability),
            Ratio = card.PricePerCapability is null ? Wording.Unknown : Wording.Ratio(1),
            Standing = "the measure",
            Arrival = "",
            Change = PriceChange(compared?.SecondCard.Price, card.Price) ?? "",
            IsSubject = scoreboard.Verdict.Action == VerdictAction.BuySecondCard
                || (scoreboard.Verdict.Action != VerdictAction.Hold && scoreboard.Verdict.Subject == scoreboard.Owned.Id),
        };
    }

    private ScoreboardRow Row(CandidateScore candidate) => new()
    {
        Rank = Rank(scoreboard, candidate.Id) is int rank ? $"{rank}" : "",
        Name = candidate.Name,
        Price = Price(candidate.Price, candidate.Stale),
        PriceDate = candidate.Price is null ? "" : Wording.Day(candidate.Price.ObservedAt),
        Capability = Wording.Capability(candidate.Capability),
        Ratio = Wording.Ratio(candidate.RatioToSecondCard),
        Standing = Wording.Word(candidate.Standing),
        Arrival = Arrival(candidate.Arrival),
        Change = Change(candidate),
        IsSubject = scoreboard.Verdict.Action is not (VerdictAction.BuySecondCard or VerdictAction.Hold) && candidate.Id == scoreboard.Verdict.Subject,
    };

    private static string Price(PriceBasis? price, IReadOnlyList<string> stale)
    {
        // A ratio is no surer than its least sure input, so an unverified one marks the row as an unverified price does.
        bool unverified = price?.Confidence == Confidence.Unverified || stale.Any(IsUnverified);
        return Wording.Price(price)
            + (unverified ? Wording.UnverifiedMark : "")
            + (price?.Confidence == Confidence.Low ? Wording.LowConfidenceMark : "")
            + (stale.All(IsUnverified) ? "" : Wording.StaleMark);
    }

    private static bool IsUnverified(string input) => input.Contains("unverified", StringComparison.OrdinalIgnoreCase);

    private static string Arrival(ArrivalEstimate? arrival)
    {
        if (arrival is null)
            return "";
        List<string> parts = [];
        if (arrival.P50 is DateOnly middle)
            parts.Add($"expected {middle:yyyy-MM}");
        if (arrival is { P10: DateOnly early, P90: DateOnly late })
            parts.Add($"{early:yyyy-MM} to {late:yyyy-MM} at 80%");
        if (arrival.Never >= 0.01)
            parts.Add($"never: {Wording.Percent(arrival.Never)}");
        return string.Join(", ", parts);
    }

    private string Change(CandidateScore now)
    {
        if (compared?.Candidates.FirstOrDefault(c => c.Id == now.Id) is not CandidateScore then)
            return compared is null ? "" : "new";
        List<string> parts = [];
        if (then.Price is null && now.Price is not null)
            parts.Add("first price");
        if (PriceChange(then.Price, now.Price) is string price)
            parts.Add(price);
        if ((Rank(compared, now.Id), Rank(scoreboard, now.Id)) is (int was, int place) && was != place)
            parts.Add(place < was ? $"up {was - place}" : $"down {place - was}");
        if (then.Standing != now.Standing)
            parts.Add($"was {Wording.Word(then.Standing)}");
        return string.Join(", ", parts);
    }

    private static string? PriceChange(PriceBasis? then, PriceBasis? now)
    {
        if (then is null || now is null || then.Currency != now.Currency)
            return null;
        decimal before = Wording.Parse(then.Amount, then.Currency).Amount;
        decimal change = before > 0 ? (Wording.Parse(now.Amount, now.Currency).Amount / before) - 1 : 0;
        return Math.Abs(change) < SmallestChange ? null : $"price {change:+0.0%;-0.0%}";
    }

    private static int? Rank(Scoreboard board, string id)
    {
        int place = 0;
        foreach (CandidateScore candidate in Others(board).Where(c => c.RatioToSecondCard is not null))
        {
            place++;
            if (candidate.Id == id)
                return place;
        }
        return null;
    }

    private static IEnumerable<CandidateScore> Others(Scoreboard board) => board.Candidates.Where(c => c.Id != board.Owned.Id);

    private static IEnumerable<string> Notes(CandidateScore candidate)
    {
        string[] lines = [.. candidate.Stale.Take(NotesPerCandidate)];
        if (lines.Length > 0)
        {
            int more = candidate.Stale.Count - lines.Length;
            yield return $"{candidate.Name}: {string.Join("; ", lines)}{(more > 0 ? $"; and {more} more" : "")}";
        }
    }

    private static List<string> Legend(ScoreboardRow[] rows)
    {
        List<string> legend =
        [
            "Adds: what the purchase adds to what you have, 1.00 being everything you want to run.",
            "Ratio: its price for what it adds, over that of a second card; below 1.00× is better.",
        ];
        if (rows.Any(r => r.Price.Contains(Wording.UnverifiedMark)))
            legend.Add($"{Wording.UnverifiedMark} unverified: it rests on a figure that nobody checked against a source.");
        if (rows.Any(r => r.Price.Contains(Wording.LowConfidenceMark)))
            legend.Add($"{Wording.LowConfidenceMark} low confidence.");
        if (rows.Any(r => r.Price.Contains(Wording.StaleMark)))
            legend.Add($"{Wording.StaleMark} rests on something missing, old or assumed, listed by name.");
        return legend;
    }
}
