using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Extraction.Claims;

/// <summary>Reads what a clause says a product costs. What is a range, or of an unknown currency, is a claim without an amount.</summary>
internal static partial class PriceClaims
{
    /// <summary>Nothing that a candidate is costs less or more.</summary>
    private const decimal Least = 50;
    private const decimal Most = 100_000_000;

    public static IEnumerable<ExtractedClaim> Read(string clause, PriceContext context, bool terse)
    {
        if (Business().IsMatch(clause) || (!terse && !Cue().IsMatch(clause)))
            yield break;
        string plain = PriceText.Normalise(clause);
        List<PriceNumber> numbers = PriceTokens.Read(plain, out _, out _);
        int changed = -1;
        for (int i = 0; i < numbers.Count; i++)
        {
            PriceNumber number = numbers[i];
            if (!number.HasMark)
                continue;
            // What "$1,600 -> $2,000" is about stands before the first.
            string before = plain[..(changed == i - 1 && changed >= 0 ? numbers[changed] : number).OuterStart];
            string after = plain[number.OuterEnd..];
            if (Large().IsMatch(after) || Not().IsMatch(before) || NotAfter().IsMatch(after) || NotAPrice.IsHourly(after))
                continue;
            // "$4,699, up from $3,999"
            if (i > 0 && numbers[i - 1].HasMark && Change().IsMatch(clause) && Before().IsMatch(plain[numbers[i - 1].OuterEnd..number.OuterStart]))
                continue;
            // "From $9,999 to $13,250" and "$3,999 -> $4,699" end at the price.
            if (Becomes().IsMatch(after) && i + 1 < numbers.Count && (Change().IsMatch(clause) || Arrow().IsMatch(after)))
            {
                changed = i;
                continue;
            }
            bool range = IsRange(plain, numbers, i) || (i > 0 && IsRange(plain, numbers, i - 1) && changed < 0);
            string? currency = PriceReader.CurrencyOf(number, context);
            decimal? amount = range ? null : NumberShape.Read(number.Raw, currency, false, out _);
            if (amount is < Least or > Most)
                continue;
            bool known = amount is not null && currency is not null && Money.FromAmount(amount.Value, currency).MinorUnits > 0;
            yield return new()
            {
                Kind = ClaimKinds.Price,
                Value = known ? amount!.Value.ToString(CultureInfo.InvariantCulture) : null,
                Unit = known ? currency : null,
                Qualifier = changed < 0 ? Qualifier(before) : null,
                From = null,
                To = null,
                Sentence = "",
            };
            if (range)
                yield break;
        }
    }

    private static bool IsRange(string plain, List<PriceNumber> numbers, int first) =>
        first + 1 < numbers.Count && numbers[first + 1].OuterStart >= numbers[first].OuterEnd
        && Range().IsMatch(plain[numbers[first].OuterEnd..numbers[first + 1].OuterStart]);

    private static string? Qualifier(string before) =>
        From().IsMatch(before) ? "from" : UpTo().IsMatch(before) ? "up to" : List().IsMatch(before) ? "msrp" : null;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"\b(?:price[ds]?|pricing|costs?|msrp|rrp|srp|uvp|retails?|sells?|sold|selling|listed|lists?|available (?:at|for|from)|orderable|starting at|starts at|starting price|tag|launch(?:es|ed)? at|for just|kostet|kosten|preis\w*|prix|coûte\w*|vendue?|precio|cuesta|costará|цена|цены|цене|стоит|стоимость|стоимостью)\b|\b(?:for|from|at)\s(?:US)?[$€£¥]|\b(?:à partir de|dès|desde|a partir de|por|für|ab|от|за)\s\d[\d., \u00a0\u202f]*(?:€|euros?\b|eur\b|руб|₽|\$)|售价|价格|定价|起售价|raised to|cut to", Options, Milliseconds)]
    private static partial Regex Cue();

    [GeneratedRegex(@"\b(?:revenue|market cap\w*|valuation|valued at|shares?|stock price|investment|invests?|funding|earnings|profit|per hour|hourly|an hour|licen[cs]e|acqui\w+|tariffs?|fined?|bonus|settlement|lawsuit|data cent(?:er|re)s? spending|umsatz|börsenwert|chiffre d'affaires|ingresos|выручк\w+)\b|营收|市值", Options, Milliseconds)]
    private static partial Regex Business();

    [GeneratedRegex(@"^\s?(?:[-–]\s?\d[\d.,]*)?\s?(?:k|m|bn|b|tn|million|billion|trillion|mio|mrd|milliard\w*|millon\w*|млн|млрд|тыс)\b|^\s?[万億亿]", Options, Milliseconds)]
    private static partial Regex Large();

    [GeneratedRegex(@"(?:\bwas|instead of|down from|up from|statt|vs\.?|versus|than|previously|earlier|originally|from (?:its|the) (?:launch|original|previous) price of|compared (?:to|with)|save|saving|discount of|off|au lieu de|en lugar de|вместо|shipping|gift card|cheaper|more|premium of|upgrade|\bper month|deposit)[\s:~≈(]{0,3}(?:the\s|about\s|around\s|an?\s)?$", Options, Milliseconds)]
    private static partial Regex Not();

    [GeneratedRegex(@"^\s?(?:/\s?h\b|per (?:hour|month|year|token)|an hour|a month|/mo|off\b|cheaper|less\b|more (?:than|expensive)|discount|gift card|upgrade|higher|lower|credit|deposit|base\b(?=.*\bupgrade))", Options, Milliseconds)]
    private static partial Regex NotAfter();

    [GeneratedRegex(@"^\s?(?:\([^)]*\)\s?)?(?:to|->|→|=>|auf|à|a|до)\s", Options, Milliseconds)]
    private static partial Regex Becomes();

    [GeneratedRegex(@"^,?\s(?:(?:up|down)\s)?(?:from|von|de|desde|с)\s$", Options, Milliseconds)]
    private static partial Regex Before();

    [GeneratedRegex(@"^\s?(?:->|→|=>)", Options, Milliseconds)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\b(?:rais\w+|increas\w+|hik\w+|cut|cuts|dropp?\w*|lower\w*|reduc\w+|jump\w*|climb\w*|fell|falls?|rose|rises?|goes|went|slash\w*|erhöh\w+|senk\w+|gestiegen|augment\w+|baiss\w+|sub\w+|baj\w+|поднял\w*|снизил\w*|вырос\w*|подорожал\w*)\b|->|→", Options, Milliseconds)]
    private static partial Regex Change();

    [GeneratedRegex(@"^\s?(?:-|–|—|to|bis|à|and|und|et|до)\s?$", Options, Milliseconds)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?:from|starting (?:at|from|price(?: of)?)|starts at|as low as|\bab|à partir de|dès|desde|a partir de|\bот)\s?~?$|起售价[为：:]?\s?$", Options, Milliseconds)]
    private static partial Regex From();

    [GeneratedRegex(@"(?:up to|bis zu|jusqu'à|hasta|до)\s?$", Options, Milliseconds)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"(?:msrp|rrp|srp|uvp|list price|suggested (?:retail )?price|recommended price|unverbindlich\w* preisempfehlung)(?:\s(?:of|is|at|von))?[\s:]{0,2}$", Options, Milliseconds)]
    private static partial Regex List();
}
