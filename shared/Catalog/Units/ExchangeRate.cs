namespace Tracker.Catalog.Units;

/// <summary>Units of <paramref name="To"/> that one unit of <paramref name="From"/> buys, with the day it was true and who said so.</summary>
public sealed record ExchangeRate(string From, string To, decimal Rate, DateOnly Date, string Source)
{
    /// <summary>Converts and rounds to the minor unit of <see cref="To"/>.</summary>
    /// <exception cref="InvalidOperationException">The amount is not in <see cref="From"/>.</exception>
    public Money Convert(Money amount) => amount.Currency == From
        ? Money.FromAmount(amount.Amount * Rate, To)
        : throw new InvalidOperationException($"a rate from {From} does not convert {amount.Currency}");
}
