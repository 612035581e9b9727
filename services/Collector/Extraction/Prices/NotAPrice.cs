using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>Knows the words that make a number something else than the price: an instalment, a threshold, a saving, an old price.</summary>
internal static partial class NotAPrice
{
    /// <summary>What a number is instead of the price; null where nothing says so.</summary>
    /// <param name="before">The text before the number and its currency mark, from the number before it.</param>
    /// <param name="after">The text behind them, to the next number.</param>
    /// <param name="labelsNext">Whether a word behind it is the next number's.</param>
    public static string? Reason(string before, string after, bool labelsNext = false)
    {
        if (Instalment().IsMatch(before) || PerMonth().IsMatch(after))
            return "an instalment, not a price";
        if (Threshold().IsMatch(before) || (Shipping().IsMatch(before) && !FreeShipping().IsMatch(before)) || ShippingAfter().IsMatch(after))
            return "a shipping cost or threshold, not a price";
        if (Saving().IsMatch(before) || SavingAfter().IsMatch(after) || Reduction().IsMatch(before))
            return Spared;
        if (OldPrice().IsMatch(before) || (!labelsNext && OldPriceAfter().IsMatch(after)))
            return OldOrList;
        if (From().IsMatch(before) || FromAfter().IsMatch(after))
            return "a lowest price (\"from\"), not the price";
        if (UpTo().IsMatch(before))
            return "a highest price (\"up to\"), not the price";
        return Other().IsMatch(before) || OtherAfter().IsMatch(after) ? "another charge, not the price" : null;
    }

    /// <summary>Whether the text behind a figure says that tax comes on top of it.</summary>
    public static bool IsNet(string after) => Net().IsMatch(after);

    /// <summary>Whether the text around a figure says that tax is in it.</summary>
    public static bool IsGross(string before, string after) => GrossBefore().IsMatch(before) || Gross().IsMatch(after);

    /// <summary>Whether a text has a word for tax included or excluded.</summary>
    public static bool NamesTax(string label) => IsNet(label) || IsGross(label, label);

    /// <summary>Whether the text behind a figure says that it is for a kilogram or another measure.</summary>
    public static bool IsPerMeasure(string after) => PerMeasure().IsMatch(after);

    /// <summary>Whether the text before a figure says that it only explains another one.</summary>
    public static bool IsAside(string before) => Aside().IsMatch(before);

    /// <summary>Whether a text names the percentage by which the lower of two amounts is below the higher.</summary>
    public static bool IsReduced(string text, decimal one, decimal other)
    {
        decimal percent = 100 * (1 - (Math.Min(one, other) / Math.Max(one, other)));
        return Percentage().Matches(text).Any(match =>
        {
            string named = match.Groups["percent"].Value.Replace(',', '.');
            return Math.Abs(decimal.Parse(named, CultureInfo.InvariantCulture) - percent) <= (named.Contains('.') ? 0.05m : 0.5m);
        });
    }

    /// <summary>Whether a reason is that the figure is an old price.</summary>
    public static bool IsOld(string reason) => reason == OldOrList;

    /// <summary>Whether a reason is that the figure is a saving.</summary>
    public static bool IsSaving(string reason) => reason == Spared;

    /// <summary>Where in a text between two figures the label of the second begins: at a bracket left open, or all of what ends in a colon.</summary>
    public static int LabelStart(string between) => between.LastIndexOf('(') is int open and >= 0 && open > between.LastIndexOf(')') ? open
        : between.AsSpan().TrimEnd() is [.., ':'] ? 0
        : between.Length;

    /// <summary>Whether a text between two figures says that the first counts the second.</summary>
    public static bool IsTimes(string between) => between.Trim() is "x" or "X" or "×";

    /// <summary>Whether a text counts bids.</summary>
    public static bool IsAuction(string text) => Bids().IsMatch(text);

    /// <summary>Whether a text calls its price the regular one, as shops without a sale do.</summary>
    public static bool IsRegular(string text) => Regular().IsMatch(text);

    /// <summary>Whether a text between two figures ends in a word for an old price.</summary>
    public static bool EndsInOldLabel(string between) => OldPrice().IsMatch(between);

    /// <summary>Whether the text behind a number says that it is a rate for an hour.</summary>
    public static bool IsHourly(string after) => PerHour().IsMatch(after);

    /// <summary>Whether a text without a number says that one must ask for the price.</summary>
    public static bool AsksForContact(string text) => Contact().IsMatch(text);

    /// <summary>Whether two numbers with this between them are the ends of a range.</summary>
    public static bool IsRange(string between) => RangeJoin().IsMatch(between);

    /// <summary>The letters left once words are taken away that may stand beside a price.</summary>
    public static bool HasOtherWords(string text) => AnyLetter().IsMatch(PriceWords().Replace(text, " "));

    private const string Spared = "a saving, not a price";

    private const string OldOrList = "an old or list price, not the price";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // No pattern may run long on hostile text.
    private const int Milliseconds = 250;

    [GeneratedRegex(@"((\d\s?|^\s*)[x×*]\s*(de|of|à|zu|je|a|por|da|di)?|\b(instal?lments?|payments?|(?<!you )pay|rate|raten|ratenzahlung|mensualit\w+|cuotas?|parcelas?|rat[ay]?|finan\w+|рассрочк\w+|в месяц|分割|分期|할부|monatlich|monthly|mtl|msi|meses sin intereses|affirm|klarna|afterpay)\b[^.;!|]{0,30}|\bmtl\.|月々|月額|(?<!\w)월)\s*$", Options, Milliseconds)]
    private static partial Regex Instalment();

    [GeneratedRegex(@"^\s*((/|per|a|each|every|pro|par|al|por|je|im|na|p\.?)\s*(mo|mos|mth|mnth|month|monat|mois|mes|mese|mês|mies|miesiąc|maand|måned|månad|week|wk|woche|year|yr|jahr|an|annum|anno|año|day|tag|jour)\b|/\s*(mo|m|mtl|месяц|мес|tháng)\b|monthly|weekly|yearly|annually|mtl\b|monatlich|p\.?m\.?\b|p/m|в месяц|/?\s*月|[x×]\s*\d)", Options, Milliseconds)]
    private static partial Regex PerMonth();

    [GeneratedRegex(@"^\s*(/|per|an|a|pro|par|por|je)?\s*(gpu\s*[-/ ]?\s*)?(h|hr|hrs|hour|std|stunde|heure|hora|ora|uur|godz|час)\b", Options, Milliseconds)]
    private static partial Regex PerHour();

    [GeneratedRegex(@"\b(orders|purchases|min\w*\.? (order|purchase)|(order|purchase) (of|over|above|from|total|value)|spend|baskets?|bestellwert|einkaufswert|commandes?|pedidos?|ordini|zamówie\w+)\b[^.;!|]{0,25}\s*$", Options, Milliseconds)]
    private static partial Regex Threshold();

    [GeneratedRegex(@"(?<!(?:incl|inkl|excl|exkl|zzgl|plus|inkl\.|incl\.|excl\.|zzgl\.|\+)\s*)(?<![\p{L}])(shipping|delivery|delivered|versand\w*|lieferung|livraison|envío|envio|spedizione|freight|postage|porto|frakt|fragt|wysyłk\w+|dostaw\w+|doprav\w+|доставк\w+|verzend\w*|szállítás\w*|frete|toimitus\w*|livrare|μεταφορικά|teslimat|kargo|送料(?!無料|込)|(?<!免)(运费|運費)|배송비|phí vận chuyển|ongkir)[^.;!|]{0,30}\s*$", Options, Milliseconds)]
    private static partial Regex Shipping();

    [GeneratedRegex(@"(?<![\p{L}])(free|gratis|kostenlose?r?) (shipping|delivery|versand|lieferung)[\s:|–-]*$", Options, Milliseconds)]
    private static partial Regex FreeShipping();

    [GeneratedRegex(@"^\s*(shipping|delivery|versand|lieferung|livraison|s&h|freight|postage|porto|frakt)\b(?!\s*(gratuit|offert|inclu|inkl|free|kostenlos|gratis|frei))", Options, Milliseconds)]
    private static partial Regex ShippingAfter();

    [GeneratedRegex(@"\b(save|saves?|saving|savings|you save|spar(?!preis)\w*|ersparnis|bespaar\w*|ušetř\w*|ušetr\w*|megtakarít\w*|экономи\w+|выгода|economi\w+|tasarruf\w*|tiết kiệm|hemat|立减|立減|直降|rabatt|discount|économi\w+|remise|ahorr\w+|descuento|risparm\w+|sconto|oszcz\w+|korting|rebate|coupon|gutschein|cash ?back|скидк\w+|off)[\s:]*(an? extra|up to|bis zu)?[\s:]*$", Options, Milliseconds)]
    private static partial Regex Saving();

    [GeneratedRegex(@"^\s*(off\b|savings?\b|saved\b|discount|rabatt|rebate|cash ?back|cheaper|günstiger|gespart|sparen|de réduction|de remise|de descuento|di sconto|korting|скидк)", Options, Milliseconds)]
    private static partial Regex SavingAfter();

    // A minus that touches the amount; a dash with a space behind it only separates.
    [GeneratedRegex(@"(^|[\s(])-$", Options, Milliseconds)]
    private static partial Regex Reduction();

    [GeneratedRegex(@"(?<![\p{L}])(was|were|(reduced|lowered|down|dropped|cut) from|(suggested |recommended )?retail( price)?|old price|previous\w*|((price|preis|prix|precio|prezzo|prijs|preço|cena|ár|цена|ціна|fiyat)\s+)?(original|originale|initial|ursprünglich|oorspronkelijk|původní|pôvodn|pierwotn|ursprunglig|oprindelig|opprinnelig|alkuperäi|первоначальн|початков|eredeti|orijinal)\w*(\s+(price|preis|prix|precio|prezzo|prijs|preço|cena|pris(et)?|ár|цена|ціна|fiyat|hinta))?\s+(was|war|era|était|var|byla|wynosiła|wynosi|oli|fue|foi|bola|была|була|volt)|cena pierwotna|m\.?r\.?p\.?|adviesprijs|catalogusprijs|ve[ij]l\.?( pris)?|norm\.|førpris|normalpris|ord\.?|ordinarie( pris)?|rek\.? pris|běžná cena|bežná cena|před slevou|pred zľavou|původní cena|pôvodná cena|doporučená cena|cena katalogowa|najniższa cena[^.;!|]{0,40}|pvp|prix (public|de référence)|prix habituel|precio (normal|regular|original|habitual|(de )?lista)|preço (normal|original)|prezzo (regolare|pieno)|normaler? preis|normalpreis|normale prijs|建議售價|建议售价|定價|原價|市價|(dni( przed obniżką)?|tage|jours|giorni|días|dias|dagen|dage|dagar|days)\s*(?=:)|(?<=^\s*)de|eredeti ár|listaár|preț vechi|prp|стара ціна|обычная цена|было|通常価格|メーカー希望小売価格|参考価格|划线价|市场价|정가|소비자가|giá (gốc|cũ|niêm yết)|harga (asli|normal)|ราคาปกติ|eski fiyat|liste fiyatı|list price|list|msrp|m\.s\.r\.p\.?|rrp|srp|uvp|uvp\*|statt|orig(inal(ly)?)?( price)?|reg(ular(ly)?)?( price)?|compare at( price)?|typical price|strike\w*|avant|au lieu de|prix conseillé|(prezzo )?consigliato|prix barré|pvp|pvpr|precio anterior|antes|invece di|(prezzo di )?listino|zamiast|cena regularna|van|førpris|før|ord\.? pris|vorher|bisher|ursprünglich|before|старая цена|定价|原价|定価)[\s:.*]*$", Options, Milliseconds)]
    private static partial Regex OldPrice();

    [GeneratedRegex(@"^\s*[*(]?\s*(msrp|rrp|srp|uvp|list price|m\.?r\.?p\.?|原价|定価|au lieu de)(?!\p{L})", Options, Milliseconds)]
    private static partial Regex OldPriceAfter();

    [GeneratedRegex(@"(?<![\p{L}])(최저가|từ|over|above|more than|über|from|starting( at| from| price)?|starts( at| from)?|as low as|low as|at least|min\.?|minimum|ab|von|à partir d[e']|dès|a partir de|desde|a partire da|da|de la|από|od|již od|už od|от|vanaf|fra|från|alk\.?|alkaen|a partir|>|≥)[\s:]*$", Options, Milliseconds)]
    private static partial Regex From();

    [GeneratedRegex(@"^\s*(\+\s*$|\+(?=[^\s\p{L}\d])|起|から|and up\b|or more\b|and more\b|upwards\b|onwards?\b|[^\d]{0,8}~\s*$)", Options, Milliseconds)]
    private static partial Regex FromAfter();

    [GeneratedRegex(@"(?<![\p{L}])(up to|bis zu|bis|jusqu'à|hasta|fino a|max\.?|maximum|under|below|less than|unter|до|<|≤)[\s:]*$", Options, Milliseconds)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"((?<!(incl|inc|inclu\w+|inkl\w*|excl|exc|exclu\w+|exkl\w*|ex|zzgl|plus|ohne|hors|with|without|mit|no|\+)[\s.]*(of\s*)?)(?<![\p{L}])(tax|taxes|vat|mwst|gst|tva|iva)|\b(deposit|down payment|anzahlung|acompte|fee|fees|trade[- ]?in|gift card|(?<!(years?|yrs?|jahre?|ans?|años|anni|jaar|år|months?|monate?|mois)\s)(warranty|garantie)|protection plan|insurance|starting bid|current bid|bid( now)?|estimate|credit|reward|refund|handling|dont|recupel|éco[- ]?\w+\.?|eco[- ]?(part|contrib|tax|fee)\w*\.?|recyclage|kaution|pfand))[\s:]*(of|for)?[\s:+]*$", Options, Milliseconds)]
    private static partial Regex Other();

    [GeneratedRegex(@"^\s*(d'|of |de )?(éco|eco|copyright|deposit|down\b|anzahlung|gift card|trade[- ]?in|credit\b|fee\b|tax\b|bonus|reward)", Options, Milliseconds)]
    private static partial Regex OtherAfter();

    [GeneratedRegex(@"\b\d+\s?(bids?|gebote?|enchères?|pujas?)\b", Options, Milliseconds)]
    private static partial Regex Bids();

    [GeneratedRegex(@"contact|call|request|quote|enquir|inquir|anfrage|sur demande|sur devis|devis|consultar|a richiesta|su richiesta|na zapytanie|по запросу|\btba\b|\btbd\b|\bn/a\b|coming soon|log ?in|sign ?in|anmelden|see (price )?in cart|ask", Options, Milliseconds)]
    private static partial Regex Contact();

    [GeneratedRegex(@"^\s*(-|–|—|~|to|bis|à|a|do|до|until|through|thru|and|und|\.\.\.?|…)\s*$", Options, Milliseconds)]
    private static partial Regex RangeJoin();

    [GeneratedRegex(@"^\s*[(\[]?\s*(excl?|exkl|exc|ex|ekskl|eks|hors|h\.?t|nett[oó]|net price|zzgl|ohne|sin|bez|without|plus|χωρίς|без|fără|senza|zonder|uten|uden|utan|\+|税抜|税别)(?!\p{L})[^)\d]{0,20}", Options, Milliseconds)]
    private static partial Regex Net();

    [GeneratedRegex(@"^\s*[(\[]?\s*(incl?|inkl|inc|inclusive|including|ttc|brutt[oó]|gross price|税込|含税|con iva|s dph|z vat|με φπα|с ндс|cu tva|z podatkiem)(?!\p{L})", Options, Milliseconds)]
    private static partial Regex Gross();

    [GeneratedRegex(@"([(\[]\s*(incl?|inkl|inc)\.?[^)\d]{0,15}|税込|含税)\s*:?\s*$", Options, Milliseconds)]
    private static partial Regex GrossBefore();

    [GeneratedRegex(@"^\s*(/|per|pro|par|al|por|za|je|le|à la)\s*(kg|kilo\w*|100\s?(g|ml)|lit\w+|l|m²|m2|sq\.? ?ft|oz|lb)(?![\p{L}])", Options, Milliseconds)]
    private static partial Regex PerMeasure();

    [GeneratedRegex(@"([(\[/]|≈|~|\b(approx\.?|about|circa|ca\.?|env\.?|environ))\s*(≈|~|approx\.?|about|circa|ca\.?|=)?\s*$", Options, Milliseconds)]
    private static partial Regex Aside();

    [GeneratedRegex(@"(-\s?|\b(save|spare|sale|rabatt|korting|sconto|remise|скидка)\s*:?\s*)(?<percent>\d{1,2}([.,]\d{1,2})?)\s?%|(?<percent>\d{1,2}([.,]\d{1,2})?)\s?%\s?(off\b|rabatt|discount|korting|sconto|de (réduction|descuento|desconto|remise)|скидк)", Options, Milliseconds)]
    private static partial Regex Percentage();

    [GeneratedRegex(@"(?<![\p{L}])(regular price|(?<!(suggested|recommended) )retail( price)?|pvp|prix public|běžná cena|bežná cena|normalpris|normaler? preis|normalpreis|normale prijs|prix habituel|precio (normal|regular|habitual)|preço normal|prezzo regolare|cena regularna|обычная цена|通常価格)(?![\p{L}])", Options, Milliseconds)]
    private static partial Regex Regular();

    // By language: English, German, French, Spanish and Portuguese, Italian, Dutch, Nordic, Slavic, Hungarian, Romanian, Greek, Turkish, Baltic and Finnish, Asian.
    [GeneratedRegex(
        @"(?<![\p{L}])(our|your|the|today'?s?|sale|special|deal|best|unit|retail|street|net|gross|final|total|price|prices|current|now|only|just|was|is|each|ea|pc|pcs|piece|item|"
        + @"incl|inc|including|inclusive|excl|exc|excluding|exclusive|ex|plus|with|without|all|tax|taxes|vat|gst|hst|pst|ust|of|and|shipping|free|delivery|per|hr|hrs|hour|gpu|h|buy|for|in|stock|"
        + @"preis|preise|jetzt|nur|unser|unser|ihr|aktueller|sonderpreis|angebotspreis|stückpreis|stk|stück|inkl|exkl|zzgl|ohne|mit|mwst|std|stunde|brutto|netto|und|versand\w*|pro|statt|je|"
        + @"prix|seulement|notre|actuel|ttc|ht|tva|hors|par|l'unité|unité|pièce|promo|soldé|"
        + @"precio|oferta|ahora|antes|solo|sólo|iva|incluido|incluído|sin|con|c|preço|por|à vista|no|pix|unidad|unidade|"
        + @"prezzo|inclusa|esclusa|inclusivo|scontato|adesso|"
        + @"prijs|nu|voor|van|btw|inclusief|exclusief|stuk|"
        + @"pris|priset|nå|moms|mva|eks|ekskl|pr|st|st\.|styck|før|ord|tilbud|"
        + @"cena|cenu|ceny|szt|z|bez|s|dph|vat-em|ks|цена|ціна|ндс|пдв|ддс|шт|с|без|cijena|kom|pdv|ddv|od|"
        + @"ár|ára|bruttó|nettó|áfa|db|preţ|preț|pret|tva|inclus|cu|buc|τιμή|φπα|με|χωρίς|fiyat|fiyatı|kdv|dahil|adet|"
        + @"hinta|sis|alv|kpl|hind|kaina|su|pvm|cena|ar|pvn|"
        + @"h\.t|税込|税抜|税别|税込み|税抜き|含税|本体|価格|販売価格|通常価格|特価|送料無料|送料|无税|价格|售价|现价|原价|京东价|特价|가격|판매가|포함|별도|할인가|ราคา|giá|harga)(?![\p{L}])",
        Options,
        Milliseconds)]
    private static partial Regex PriceWords();

    [GeneratedRegex(@"\p{L}", Options, Milliseconds)]
    private static partial Regex AnyLetter();
}
