using System.Collections.Frozen;
using Tracker.Catalog.Units;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>The ways currencies are written, and where a text uses one.</summary>
internal static class CurrencyMarks
{
    private const string Dollars =
        "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BSD BBD BZD BMD BND FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD DOP";

    // Mark, tab, currencies. Marks are compared without regard to case unless a "!" is before them.
    private const string Table = $"""
        $	{Dollars}
        US$	USD
        US $	USD
        U.S. $	USD
        U$D	USD
        US dollars	USD
        US dollar	USD
        dollars	{Dollars}
        dollar	{Dollars}
        pesos	MXN ARS CLP COP UYU DOP PHP
        $US	USD
        U$S	USD
        CA$	CAD
        C$	CAD NIO
        C $	CAD NIO
        CAN$	CAD
        CDN$	CAD
        CDN	CAD
        CA $	CAD
        $ CA	CAD
        $CA	CAD
        A$	AUD
        AU$	AUD
        AU $	AUD
        $AU	AUD
        NZ$	NZD
        NZ $	NZD
        $NZ	NZD
        S$	SGD
        SG$	SGD
        HK$	HKD
        HK $	HKD
        港幣	HKD
        港币	HKD
        MOP$	MOP
        NTD	TWD
        新台幣	TWD
        新台币	TWD
        台幣	TWD
        NT$	TWD
        TW$	TWD
        MX$	MXN
        MEX$	MXN
        M.N.	MXN
        R$	BRL
        AR$	ARS
        CLP$	CLP
        COL$	COP
        $U	UYU
        J$	JMD
        TT$	TTD
        RD$	DOP
        €	EUR
        euro	EUR
        euros	EUR
        £	GBP EGP LBP SYP GIP FKP SHP
        E£	EGP
        ¥	JPY CNY
        JP¥	JPY
        CN¥	CNY
        円	JPY
        yen	JPY
        元	CNY TWD HKD MOP
        圓	TWD HKD
        人民币	CNY
        RMB	CNY
        yuan	CNY
        ₹	INR
        ₨	INR PKR LKR NPR MUR SCR
        Rs.	INR PKR LKR NPR MUR SCR
        Rs	INR PKR LKR NPR MUR SCR
        kr.	SEK NOK DKK ISK
        kr	SEK NOK DKK ISK
        zł	PLN
        zl	PLN
        Kč	CZK
        Kc	CZK
        Ft	HUF
        lei	RON MDL
        leu	RON MDL
        лв.	BGN
        лв	BGN
        ₽	RUB
        руб.	RUB BYN
        руб	RUB BYN
        рублей	RUB BYN
        р.	RUB BYN
        !р	RUB BYN
        !Р	RUB BYN
        бел. руб.	BYN
        BYN руб.	BYN
        ден.	MKD
        ден	MKD
        !KM	BAM
        lekë	ALL
        тенге	KZT
        сум	UZS
        сўм	UZS
        so'm	UZS
        ₴	UAH
        грн.	UAH
        грн	UAH
        ₺	TRY
        !TL	TRY
        ₩	KRW KPW
        원	KRW
        ฿	THB
        บาท	THB
        baht	THB
        ₫	VND
        đ	VND
        VNĐ	VND
        ₪	ILS
        !NIS	ILS
        ש"ח	ILS
        ש״ח	ILS
        ש''ח	ILS
        د.إ	AED
        درهم إماراتي	AED
        درهم مغربي	MAD
        درهم	AED MAD
        ريال سعودي	SAR
        ريال قطري	QAR
        دينار كويتي	KWD
        دينار	KWD BHD JOD IQD TND LYD DZD
        جنيه	EGP SDG
        Dhs.	AED MAD
        Dhs	AED MAD
        DH	AED MAD
        ر.س	SAR
        ريال	SAR QAR OMR YER IRR
        ریال	IRR
        ﷼	IRR SAR QAR OMR YER
        !SR	SAR
        !QR	QAR
        !KD	KWD
        !K.D.	KWD
        !BD	BHD
        !JD	JOD
        !LE	EGP
        !L.E.	EGP
        !DT	TND
        !DA	DZD
        د.ج	DZD
        ر.ق	QAR
        د.ك	KWD
        د.ب	BHD
        ر.ع	OMR
        د.ت	TND
        د.ا	JOD
        ج.م	EGP
        د.م	MAD
        تومان	-
        ₱	PHP
        ₦	NGN
        ₵	GHS
        ₡	CRC
        ₲	PYG
        !Gs.	PYG
        !Gs	PYG
        !Q	GTQ
        B/.	PAB
        !Ks	MMK
        !P	PHP BWP
        रू	NPR INR
        रु	NPR INR
        र	INR NPR
        GH₵	GHS
        ¢	{Dollars}
        ₸	KZT
        тг	KZT
        ₮	MNT
        ₼	AZN
        ₾	GEL
        ֏	AMD
        ₭	LAK
        ៛	KHR
        ৳	BDT
        !Tk	BDT
        Rp.	IDR
        Rp	IDR
        !RM	MYR
        !R	ZAR
        Fr.	CHF
        Fr	CHF
        SFr.	CHF
        SFr	CHF
        дин.	RSD
        дин	RSD
        dinara	RSD
        динара	RSD
        din	RSD
        S/.	PEN
        S/	PEN
        Bs.	BOB VES
        Bs	BOB VES
        !Br	BYN ETB
        KSh	KES
        TSh	TZS
        USh	UGX
        රු	LKR
        ₿	-
        """;

    // ISO codes that are also words: they count in capitals only, and give way to any other mark.
    private static readonly FrozenSet<string> s_words = FrozenSet.Create(
        StringComparer.Ordinal, "ALL", "TOP", "TRY", "CUP", "PEN", "SOS", "BAM", "GEL", "LAK", "MOP", "COP", "RON", "MAD", "BOB", "SLE",
        "LE", "DA", "DT", "KM", "QR", "KD", "BD", "JD", "MN", "Q", "P", "Ks");

    // Single letters and marks that stand for something else as often: a number beside them must look like money.
    private static readonly FrozenSet<string> s_weak = FrozenSet.Create(StringComparer.Ordinal, "Q", "P", "R", "DA", "LE", "KM", "QR", "Ks");

    // These have one owner that every page without other evidence means; "$", "¥" and "kr" have none.
    private static readonly FrozenDictionary<string, string> s_owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["£"] = "GBP",
        ["₩"] = "KRW",
        ["lei"] = "RON",
        ["leu"] = "RON",
        ["C$"] = "CAD",
        ["C $"] = "CAD",
        ["元"] = "CNY",
        ["руб."] = "RUB",
        ["руб"] = "RUB",
        ["рублей"] = "RUB",
        ["р."] = "RUB",
        ["р"] = "RUB",
        ["جنيه"] = "EGP",
        ["Br"] = "BYN",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<char, CurrencyMark[]> s_byFirst = Build();

    /// <summary>The longest mark that stands at a position, or null.</summary>
    public static CurrencyMark? At(string text, int position)
    {
        if (!s_byFirst.TryGetValue(char.ToUpperInvariant(text[position]), out CurrencyMark[]? marks))
            return CodeAt(text, position);
        foreach (CurrencyMark mark in marks)
        {
            StringComparison comparison = mark.IsExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            if (string.Compare(text, position, mark.Text, 0, mark.Text.Length, comparison) == 0 && IsWhole(text, position, mark.Text))
                return mark;
        }
        return CodeAt(text, position);
    }

    /// <summary>Whether a mark is an ISO code that may as well be a plain word.</summary>
    public static bool MayBeWord(CurrencyMark mark) => s_words.Contains(mark.Text);

    /// <summary>Whether a number beside the mark must look like money for the mark to be one.</summary>
    public static bool IsWeak(CurrencyMark mark) => s_weak.Contains(mark.Text);

    /// <summary>Whose mark a shared one is where nothing else tells; null where it has no owner.</summary>
    /// <param name="before">Whether the mark stands before its number.</param>
    public static string? OwnerOf(CurrencyMark mark, bool before) => mark.Text.ToUpperInvariant() switch
    {
        // The Emirates write "Dhs. 4,999", Morocco "4 999 DH".
        "DHS." or "DHS" when before => "AED",
        "DH" when !before => "MAD",
        _ => s_owners.GetValueOrDefault(mark.Text),
    };

    private static CurrencyMark? CodeAt(string text, int position)
    {
        if (position + 3 > text.Length)
            return null;
        string found = text.Substring(position, 3);
        if (!found.All(char.IsAsciiLetter) || !IsWhole(text, position, found))
            return null;
        string code = found.ToUpperInvariant();
        if (!Currency.IsKnown(code) || (s_words.Contains(code) && found != code))
            return null;
        return new(code, [code]);
    }

    // Letters on either side make it part of another word.
    private static bool IsWhole(string text, int position, string mark)
    {
        int end = position + mark.Length;
        bool before = !char.IsLetter(mark[0]) || position == 0 || !char.IsLetter(text[position - 1]);
        bool after = !char.IsLetter(mark[^1]) || end == text.Length || !char.IsLetter(text[end]);
        return before && after;
    }

    private static FrozenDictionary<char, CurrencyMark[]> Build() => Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .Select(entry => new CurrencyMark(
            entry[0].TrimStart('!'),
            entry[1] == "-" ? [] : entry[1].Split(' '))
        {
            IsExact = entry[0][0] == '!',
        })
        .GroupBy(mark => char.ToUpperInvariant(mark.Text[0]))
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(mark => mark.Text.Length).ToArray());
}
