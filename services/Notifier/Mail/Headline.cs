using Tracker.Catalog;
using Tracker.Contracts;

namespace Tracker.Notifier.Mail;

/// <summary>The answer in one line, for a subject, and in one sentence, for the mail's beginning.</summary>
internal sealed class Headline
{
    private readonly Verdict _verdict;
    private readonly string _second;
    private readonly bool _waitsForPrice;

    public Headline(TrackerCatalog catalog, Scoreboard scoreboard)
    {
        GpuNames names = new(catalog);
        _verdict = scoreboard.Verdict;
        string owned = names.Owned(scoreboard.Owned.Id, scoreboard.Owned.Name);
        _second = $"{(scoreboard.Owned.Count == 1 ? "a second" : "one more")} {owned}";
        _waitsForPrice = _verdict.Action == VerdictAction.Wait && _verdict.Subject == scoreboard.Owned.Id;
        Candidate = Name(names, scoreboard, _verdict.Subject, owned);
    }

    // A hold with a probability is one of doubt: waiting is better on average, but not surely enough to be advised.
    private bool IsDoubt => _verdict is { Action: VerdictAction.Hold, Probability: not null };

    /// <summary>The word of the action: <c>WAIT</c>.</summary>
    public string Action => _verdict.Action switch
    {
        VerdictAction.BuySecondCard or VerdictAction.BuyAlternative => "BUY",
        VerdictAction.Wait => "WAIT",
        VerdictAction.Rent => "RENT",
        _ => "HOLD",
    };

    /// <summary>The short name of what the action is about; null where it is about nothing.</summary>
    public string? Candidate { get; }

    /// <summary><c>WAIT: MI350P beats a second RTX PRO 6000 (74%, +$2,310, until 2027-02)</c>.</summary>
    public string Text => $"{Action}: {Claim}{Figures}";

    /// <summary>The same as a sentence, with what its figures mean.</summary>
    public string Sentence
    {
        get
        {
            string claim = _verdict.Action switch
            {
                VerdictAction.BuySecondCard => $"Buy {_second} now",
                VerdictAction.BuyAlternative => $"Buy {Candidate ?? "the alternative"} instead of {_second}",
                VerdictAction.Wait when _waitsForPrice => $"Wait for a better price before buying {_second}",
                VerdictAction.Wait => $"Wait for {Candidate ?? "something better"} instead of buying {_second} now",
                VerdictAction.Rent => $"Rent {Candidate ?? "what you need"} instead of buying {_second}",
                _ when IsDoubt => "Buy nothing yet: nothing is clear enough to act on. Waiting is",
                _ => $"Keep what you have: nothing, {_second} included, is worth its money to you now",
            };
            if (_verdict.Action == VerdictAction.Hold && !IsDoubt)
                return claim + ".";
            bool second = _verdict.Action == VerdictAction.BuySecondCard;
            List<string> parts = [];
            if (_verdict.Probability is double p)
                parts.Add($"the better choice with a probability of {Wording.Percent(p)}");
            if (_verdict.ExpectedGain is MoneyValue gain)
                parts.Add($"worth {Wording.Gain(gain)} on average{(second ? " over the next best choice" : "")}");
            return parts.Count == 0 ? claim + "." : $"{claim}{(IsDoubt ? "" : ":")} {string.Join(", ", parts)}.";
        }
    }

    private string Claim => _verdict.Action switch
    {
        VerdictAction.BuySecondCard => $"{_second} beats {NextBest}",
        VerdictAction.BuyAlternative => $"{Candidate ?? "an alternative"} beats {_second}",
        VerdictAction.Wait when _waitsForPrice => $"a better price beats buying {_second} now",
        VerdictAction.Wait => $"{Candidate ?? "waiting"} beats {_second}",
        VerdictAction.Rent => $"renting {(Candidate is null ? "" : Candidate + " ")}beats {_second}",
        _ when IsDoubt => "nothing is clear enough to act on",
        _ => $"{_second} is not worth its money",
    };

    private string NextBest => _verdict.Arms.FirstOrDefault(arm => arm.Action != VerdictAction.BuySecondCard)?.Action switch
    {
        VerdictAction.Wait => "waiting",
        VerdictAction.Rent => "renting",
        VerdictAction.Hold => "doing nothing",
        _ => "the alternatives",
    };

    private string Figures
    {
        get
        {
            List<string> parts = [];
            if (_verdict.Action == VerdictAction.Hold && !IsDoubt)
            {
                if (_verdict.BreakEven.Price is MoneyValue price)
                    parts.Add($"it is below {Wording.Value(price)}");
            }
            else
            {
                if (_verdict.Probability is double p)
                    parts.Add(IsDoubt ? $"waiting is better in {Wording.Percent(p)}" : Wording.Percent(p));
                if (_verdict.ExpectedGain is MoneyValue gain)
                    parts.Add(Wording.Gain(gain));
                if (_verdict is { Action: VerdictAction.Wait, BreakEven.Date: DateOnly date })
                    parts.Add($"until {date:yyyy-MM}");
            }
            return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
        }
    }

    private static string? Name(GpuNames names, Scoreboard scoreboard, string? subject, string owned)
    {
        if (subject is null)
            return null;
        if (subject == scoreboard.Owned.Id)
            return owned;
        string name = scoreboard.Candidates.FirstOrDefault(c => c.Id == subject)?.Name ?? subject;
        return names.Candidate(subject, name);
    }
}
