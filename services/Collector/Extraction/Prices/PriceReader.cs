using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Catalog.Units;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>
/// Reads a price as people and machines write it. Evidence decides: the field's own format, then the currency's habit,
/// then the shape of the number; where the evidence allows two readings it says so and gives none. Pure and thread-safe;
/// no text makes it throw.
/// </summary>
public static class PriceReader
{
    /// <summary>Longer texts are no prices.</summary>
    public const int LengthLimit = 400;

    private const decimal Largest = 1_000_000_000_000m;
    private static readonly PriceContext s_nothingKnown = new();

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text; null is read as empty.</param>
    /// <param name="context">What is known from where it stands; null for nothing.</param>
    /// <returns>An amount with its currency where known, or a problem; never both.</returns>
    public static PriceReading Read(string text, PriceContext? context = null)
    {
        text ??= "";
        string shown = text.Length <= LengthLimit ? text : text[..LengthLimit];
        if (text.Length > LengthLimit)
            return Refused(shown, "a text too long for a price");
        PriceContext known = Checked(context ?? s_nothingKnown);
        try
        {
            string plain = PriceText.JoinCents(PriceText.Normalise(text).Trim());
            return known.IsStructured && ReadMachineNumber(shown, plain, known) is PriceReading number
                ? number
                : ReadText(shown, plain, known);
        }
        catch (RegexMatchTimeoutException)
        {
            return Refused(shown, "a text too intricate for a price");
        }
    }

    // A currency that is none would only mislead.
    private static PriceContext Checked(PriceContext context) => context.Currency is null || Currency.IsKnown(context.Currency)
        ? context
        : context with { Currency = Currency.IsKnown(context.Currency.Trim().ToUpperInvariant()) ? context.Currency.Trim().ToUpperInvariant() : null };

    // Null where the text is not written for machines after all; it is then read as people write.
    private static PriceReading? ReadMachineNumber(string shown, string plain, PriceContext context)
    {
        if (plain.Length is 0 or > 20 || !plain.All(c => char.IsAsciiDigit(c) || c == '.') || plain.Count(c => c == '.') > 1
            || !char.IsAsciiDigit(plain[0]) || !char.IsAsciiDigit(plain[^1]))
            return null;
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        // A shop that formats for people inside a field for machines writes 1.226 and means 1226.
        bool doubtful = !context.IsRate && point is >= 1 and <= 3 && plain.Length - point == 4 && plain[0] != '0' && plain[^1] != '0'
            && (context.Currency is null || Currency.MinorDigits(context.Currency) != 3);
        if (doubtful)
            return Refused(shown, $"ambiguous: {plain} may be {plain.Remove(point, 1)} or {plain[..point]} and a fraction");
        if (plain is "1234567" or "12345678" or "123456789")
            return Refused(shown, $"a placeholder ({plain}), not a price");
        decimal amount = decimal.Parse(plain, CultureInfo.InvariantCulture);
        return Accept(shown, amount, context.Currency);
    }

    private static PriceReading ReadText(string shown, string plain, PriceContext context)
    {
        List<PriceNumber> numbers = PriceTokens.Read(plain, out List<CurrencyMark> marks, out bool abbreviated);
        if (abbreviated)
            return Refused(shown, "an abbreviated amount, not a price");
        if (numbers.Count == 0)
            return Refused(shown, NotAPrice.AsksForContact(plain) ? "no price: it must be asked for" : "no number");
        if (NotAPrice.IsAuction(plain))
            return Refused(shown, "an auction's bid, not a price");
        bool marked = marks.Count > 0;
        // One number and one mark belong together wherever they stand: "Price in USD: 12,490.00".
        if (numbers is [{ HasMark: false } bare] && marks.Distinct().Count() == 1)
            bare.Before = marks[0];
        if (!marked && !numbers.Exists(n => n.HasCentsDash) && NotAPrice.HasOtherWords(plain))
            return Refused(shown, "words beside a number without a currency");

        List<Amount> amounts = [];
        List<Amount> old = [];
        List<Amount> savings = [];
        string? firstProblem = null;
        for (int i = 0; i < numbers.Count; i++)
        {
            Amount amount = ReadNumber(plain, numbers, i, marked, context);
            if (amount.IsRangeEnd)
                return Refused(shown, "a range, not a price");
            if (marked && !numbers[i].HasMark)
                continue;
            if (PriceTokens.MayBeSplit(plain, i > 0 ? numbers[i - 1] : null, numbers[i]))
                return Refused(shown, $"ambiguous: {numbers[i - 1].Raw} {numbers[i].Raw} may be two numbers, or one whose cents were small print");
            firstProblem ??= amount.Problem;
            if (amount.IsUnreadable)
                return Refused(shown, amount.Problem!);
            if (amount.Problem is null)
                amounts.Add(amount);
            else if (amount.Value > 0)
                (amount.IsSaving ? savings : old).Add(amount);
        }
        List<Amount> distinct = [.. amounts.DistinctBy(a => (a.Value, a.Currency))];
        // Screen readers are told the old price apart from the figure that is struck out: it is the same figure.
        if (distinct.Count > 1)
            distinct.RemoveAll(a => old.Exists(o => o.Value == a.Value && o.Currency == a.Currency));
        if (distinct.Count > 1)
            distinct = WithoutConversions(WithoutUnitPrices(WithTax(distinct)));
        if (distinct is [Amount one, Amount other] && one.Currency == other.Currency
            && (NotAPrice.IsReduced(plain, one.Value, other.Value) || savings.Exists(s => s.Value == Math.Abs(one.Value - other.Value) && s.Currency == one.Currency)))
            distinct = [one.Value < other.Value ? one : other];
        // "Regular price" is the price where no other is named.
        if (distinct.Count == 0 && numbers.Count == 1 && old is [Amount regular] && NotAPrice.IsRegular(plain))
            distinct.Add(regular);
        return distinct switch
        {
            [Amount only] => Accept(shown, only.Value, only.Currency),
            [] => Refused(shown, firstProblem ?? "no number that is a price"),
            _ => Refused(shown, $"several prices: {string.Join(", ", distinct.Take(5).Select(a => a.Value.ToString(CultureInfo.InvariantCulture)))}"),
        };
    }

    // Shops for companies show both: with tax is what everybody pays.
    private static List<Amount> WithTax(List<Amount> amounts)
    {
        List<Amount> gross = amounts.FindAll(a => a.Tax == TaxNote.Included);
        List<Amount> chosen = gross.Count == 1 ? gross : amounts.FindAll(a => a.Tax != TaxNote.Excluded);
        return chosen is [Amount one] && amounts.TrueForAll(a => a.Value <= one.Value && a.Currency == one.Currency) ? chosen : amounts;
    }

    // "20 € (200 €/kg)"
    private static List<Amount> WithoutUnitPrices(List<Amount> amounts) => amounts.FindAll(a => !a.IsPerMeasure) is { Count: > 0 } left ? left : amounts;

    // "AED 8000 (USD 2179)"
    private static List<Amount> WithoutConversions(List<Amount> amounts) =>
        amounts.FindAll(a => !a.IsAside) is [Amount main] && amounts.TrueForAll(a => a.Equals(main) || a.Currency != main.Currency) ? [main] : amounts;

    private static Amount ReadNumber(string plain, List<PriceNumber> numbers, int index, bool marked, PriceContext context)
    {
        PriceNumber number = numbers[index];
        PriceNumber? previous = index > 0 ? numbers[index - 1] : null;
        PriceNumber? next = index + 1 < numbers.Count ? numbers[index + 1] : null;
        // A count such as "12x" is no number to the scanner, so the text before reaches over it.
        int from = Math.Min(previous?.OuterEnd ?? 0, number.OuterStart);
        int to = Math.Max(next?.OuterStart ?? plain.Length, number.OuterEnd);
        string before = plain[from..number.OuterStart];
        string after = plain[number.OuterEnd..to];
        // One of them: "1 x 1.299 €".
        if (previous is { Raw: "1" } && NotAPrice.IsTimes(before))
            before = "";
        // A second figure behind it is part of "x 12", which a cut at the next number would hide; a label of that figure is not.
        string behind = next is null ? after
            : NotAPrice.LabelStart(after) is int label && label < after.Length ? after[..label]
            : plain[number.OuterEnd..Math.Min(plain.Length, next.End)];

        // "1299-1499 €" and "$1,299 - $1,499" are ranges; "RTX 6000 - $9,999" is a name and a price.
        // Beside a price, "2-3" is of days.
        bool range = next is not null && NotAPrice.IsRange(after) && (number.HasMark || (next.Before is null && (next.HasMark || !marked)))
            && !NotAPrice.EndsInOldLabel(before);
        if (range)
            return new() { IsRangeEnd = true };
        if (NotAPrice.Reason(before, behind, LabelsNext(number, next, after, context)) is string reason)
        {
            bool saving = NotAPrice.IsSaving(reason);
            return new() { Problem = reason, Value = saving || NotAPrice.IsOld(reason) ? ValueOf(number, context) : 0, Currency = CurrencyOf(number, context), IsSaving = saving };
        }
        if (Conflict(number) is string conflict)
            return new() { Problem = conflict, IsUnreadable = true };

        bool hourly = NotAPrice.IsHourly(after) || context.IsRate;
        string? currency = CurrencyOf(number, context);
        if (NumberShape.Read(number.Raw, currency, hourly, out string? problem) is not decimal value)
            return new() { Problem = problem, IsUnreadable = true };
        return IsMeaningless(number, value)
            ? new() { Problem = $"a placeholder ({value.ToString(CultureInfo.InvariantCulture)}), not a price" }
            : new()
            {
                Value = number.After?.Text == "¢" ? value / 100 : value,
                Currency = currency,
                Tax = TaxOf(before, after, labelsFirst: NotAPrice.NamesTax(plain[..numbers[0].OuterStart])),
                IsPerMeasure = NotAPrice.IsPerMeasure(after),
                IsAside = NotAPrice.IsAside(before),
            };
    }

    // "100 € excl. tax, 121 € incl. tax", but "excl. tax 100 €, incl. tax 121 €", "121 € excl. tax: 100 €" and "100 € (incl. tax 121 €)".
    private static TaxNote TaxOf(string before, string after, bool labelsFirst)
    {
        string label = labelsFirst ? before : before[NotAPrice.LabelStart(before)..];
        string behind = labelsFirst ? "" : after[..NotAPrice.LabelStart(after)];
        return NotAPrice.IsGross(before, behind) || NotAPrice.IsGross("", label) ? TaxNote.Included
            : NotAPrice.IsNet(behind) || NotAPrice.IsNet(label) ? TaxNote.Excluded
            : TaxNote.None;
    }

    // "£1,099 RRP £1,199" and "£1,199 RRP £1,099": the word belongs to the higher figure.
    private static bool LabelsNext(PriceNumber number, PriceNumber? next, string after, PriceContext context) =>
        next is not null && NotAPrice.EndsInOldLabel(after) && ValueOf(next, context) > ValueOf(number, context);

    private static decimal ValueOf(PriceNumber number, PriceContext context) =>
        NumberShape.Read(number.Raw, CurrencyOf(number, context), context.IsRate, out _) ?? 0;

    /// <summary>The currency of a number by its marks; null where they do not tell.</summary>
    internal static string? CurrencyOf(PriceNumber number, PriceContext context)
    {
        CurrencyMark?[] marks = [number.Before, number.After];
        CurrencyMark? sure = marks.FirstOrDefault(m => m is { IsExplicit: true } && !CurrencyMarks.MayBeWord(m))
            ?? marks.FirstOrDefault(m => m is { IsExplicit: true });
        if (sure is not null)
            return sure.Currencies[0];
        if ((number.Before ?? number.After) is not CurrencyMark shared)
            return context.Currency;
        string? owner = context.Currency is null ? CurrencyMarks.OwnerOf(shared, number.Before is not null) : null;
        return shared.Resolve(context) ?? owner;
    }

    // "€1,299 USD" names two currencies; "$1,299 CAD" one.
    private static string? Conflict(PriceNumber number)
    {
        if (number.Before is not CurrencyMark before || number.After is not CurrencyMark after)
            return null;
        if (CurrencyMarks.MayBeWord(before) || CurrencyMarks.MayBeWord(after) || before.Currencies.Intersect(after.Currencies).Any())
            return null;
        return $"two currencies: {before.Text} and {after.Text}";
    }

    private static PriceReading Accept(string shown, decimal amount, string? currency)
    {
        if (IsPlaceholder(amount))
            return Refused(shown, $"a placeholder ({amount.ToString(CultureInfo.InvariantCulture)}), not a price");
        return amount > Largest
            ? Refused(shown, "an amount too large for a price")
            : new() { Text = shown, Amount = amount, Currency = currency };
    }

    private static bool IsPlaceholder(decimal amount)
    {
        if (amount is 0m or 0.01m || (amount == 0.5m && amount.Scale == 1))
            return true;
        string whole = decimal.Truncate(amount).ToString(CultureInfo.InvariantCulture);
        return whole.Length >= 7 && whole.All(c => c == '9');
    }

    // Somebody's fingers ran along the keys; who writes separators meant a number.
    private static bool IsMeaningless(PriceNumber number, decimal value) =>
        number.Raw is "1234567" or "12345678" or "123456789" || (value > 0 && IsPlaceholder(value));

    private static PriceReading Refused(string shown, string problem) => new() { Text = shown, Problem = problem };

    private enum TaxNote
    {
        None,
        Included,
        Excluded,
    }

    private readonly record struct Amount
    {
        public decimal Value { get; init; }

        public string? Currency { get; init; }

        public TaxNote Tax { get; init; }

        /// <summary>Whether it is what a lower price spares.</summary>
        public bool IsSaving { get; init; }

        /// <summary>Whether it is for a kilogram or a litre.</summary>
        public bool IsPerMeasure { get; init; }

        /// <summary>Whether it stands in brackets, or as an approximation.</summary>
        public bool IsAside { get; init; }

        public bool IsRangeEnd { get; init; }

        /// <summary>The number itself cannot be read, so that no other number of the text can be trusted instead.</summary>
        public bool IsUnreadable { get; init; }

        public string? Problem { get; init; }
    }
}
