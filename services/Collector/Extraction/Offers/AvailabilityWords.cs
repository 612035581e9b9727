using System.Text.RegularExpressions;
using Tracker.Contracts;

namespace Tracker.Collector.Extraction.Offers;

/// <summary>Reads availability and condition as markup and shops write them.</summary>
internal static partial class AvailabilityWords
{
    /// <summary>From a schema.org name, an OpenGraph word, a JSON flag or a shop's own text.</summary>
    public static Availability Read(string? text)
    {
        string plain = Compact(text);
        switch (plain)
        {
            case "":
                return Availability.Unknown;
            case "instock" or "instoreonly" or "onlineonly" or "available" or "availablefororder" or "true" or "yes" or "1":
                return Availability.InStock;
            case "outofstock" or "oos" or "soldout" or "reserved" or "unavailable" or "false" or "no" or "0":
                return Availability.OutOfStock;
            case "preorder" or "presale":
                return Availability.PreOrder;
            case "backorder" or "madetoorder" or "backordered":
                return Availability.BackOrder;
            case "limitedavailability" or "limited":
                return Availability.Limited;
            case "discontinued":
                return Availability.Discontinued;
        }
        string line = ScrapedText.Line(text, 300);
        // "Not in stock" holds "in stock", so what denies is asked first.
        return Discontinued().IsMatch(line) ? Availability.Discontinued
            : OutOfStock().IsMatch(line) ? Availability.OutOfStock
            : PreOrder().IsMatch(line) ? Availability.PreOrder
            : BackOrder().IsMatch(line) ? Availability.BackOrder
            : Limited().IsMatch(line) ? Availability.Limited
            : InStock().IsMatch(line) ? Availability.InStock
            : Availability.Unknown;
    }

    /// <summary>From a schema.org name such as <c>https://schema.org/UsedCondition</c> or a word.</summary>
    public static ItemCondition ReadCondition(string? text) => Compact(text) switch
    {
        "new" or "newcondition" or "brandnew" or "neu" => ItemCondition.New,
        "used" or "usedcondition" or "damagedcondition" or "damaged" or "preowned" or "secondhand" or "gebraucht" => ItemCondition.Used,
        "refurbished" or "refurbishedcondition" or "renewed" or "openbox" or "generalüberholt" => ItemCondition.Refurbished,
        _ => ItemCondition.Unknown,
    };

    /// <summary>Whether it says that the thing cannot be had.</summary>
    public static bool IsNotOnSale(Availability availability) => availability is Availability.OutOfStock or Availability.Discontinued;

    // "https://schema.org/InStock", "in_stock" and "In stock" are the same word.
    private static string Compact(string? text)
    {
        if (text is null || text.Length > 200)
            return "";
        string last = text.Trim().TrimEnd('/');
        last = last[(last.LastIndexOfAny(['/', '#']) + 1)..];
        last = last.StartsWith("schema:", StringComparison.OrdinalIgnoreCase) ? last[7..] : last;
        return string.Concat(last.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"discontinued|end of life|no longer available|nicht mehr lieferbar|auslaufartikel|plus disponible|descatalogado", Options, Milliseconds)]
    private static partial Regex Discontinued();

    [GeneratedRegex(@"out[\s-]of[\s-]stock|sold out|not (currently )?(in stock|available)|(currently|temporarily) (unavailable|out)|unavailable|nicht (auf lager|verfügbar|lieferbar|vorrätig)|ausverkauft|derzeit nicht|en rupture|rupture de stock|épuisé|indisponible|agotado|sin stock|esaurito|non disponibile|uitverkocht|niet (op voorraad|leverbaar)|slutsåld|ej i lager|utsolgt|udsolgt|niedostępny|brak w magazynie|vyprodáno|není skladem|нет в наличии|在庫(なし|切れ)|品切|缺货|품절|notify me|email me when", Options, Milliseconds)]
    private static partial Regex OutOfStock();

    [GeneratedRegex(@"pre[\s-]?order|vorbestell|précommande|preventa|reserva|förbeställ|予約", Options, Milliseconds)]
    private static partial Regex PreOrder();

    [GeneratedRegex(@"back[\s-]?order|made to order|special order|ships in \d+ (weeks|months)|lieferzeit|auf bestellung|sur commande", Options, Milliseconds)]
    private static partial Regex BackOrder();

    [GeneratedRegex(@"limited (stock|availability|quantity)|only \d+ left|nur noch \d+|plus que \d+|low stock|últimas unidades", Options, Milliseconds)]
    private static partial Regex Limited();

    [GeneratedRegex(@"in stock|in-stock|available|ready to ship|ships (today|within)|auf lager|lagernd|sofort (lieferbar|verfügbar)|vorrätig|en stock|disponible|disponibile|op voorraad|i lager|på lager|dostępny|skladem|в наличии|在庫あり|有货|재고|add to cart|in den warenkorb", Options, Milliseconds)]
    private static partial Regex InStock();
}
