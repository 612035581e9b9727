using System.Collections.Frozen;

namespace Tracker.Catalog.Units;

/// <summary>The ISO 4217 currencies in circulation and the digits of their minor units.</summary>
public static class Currency
{
    private static readonly FrozenDictionary<string, int> s_minorDigits = Build();

    /// <summary>Whether the code is that of a currency in circulation; case matters.</summary>
    public static bool IsKnown(string? code) => code is not null && s_minorDigits.ContainsKey(code);

    /// <summary>0 for yen, 2 for dollars, 3 for dinars.</summary>
    /// <exception cref="ArgumentException">The currency is not known.</exception>
    public static int MinorDigits(string code) => s_minorDigits.TryGetValue(code, out int digits)
        ? digits
        : throw new ArgumentException($"'{code}' is not a known ISO 4217 currency", nameof(code));

    /// <summary>Minor units in one major unit: 1, 100 or 1,000.</summary>
    public static decimal Scale(string code) => MinorDigits(code) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static FrozenDictionary<string, int> Build()
    {
        // ISO 4217 list one, without funds and testing codes.
        const string two = """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
            COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
            INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
            MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
            SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
            """;
        const string zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        const string three = "BHD IQD JOD KWD LYD OMR TND";
        Dictionary<string, int> digits = new(StringComparer.Ordinal);
        Add(two, 2);
        Add(zero, 0);
        Add(three, 3);
        return digits.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string codes, int minor)
        {
            foreach (string code in codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                digits.Add(code, minor);
        }
    }
}
