using System.Collections.Frozen;

namespace Tracker.Collector.Extraction.Prices;

/// <summary>The currency of a country, where a shared symbol needs it.</summary>
internal static class Countries
{
    private static readonly FrozenDictionary<string, string> s_currencies = Build(
        """
        US USD,CA CAD,AU AUD,NZ NZD,SG SGD,HK HKD,TW TWD,MX MXN,AR ARS,CL CLP,CO COP,UY UYU,BR BRL,PR USD,EC USD,SV USD,
        JM JMD,TT TTD,BS BSD,BB BBD,BZ BZD,FJ FJD,GY GYD,LR LRD,NA NAD,BN BND,SR SRD,DO DOP,
        GB GBP,IE EUR,DE EUR,FR EUR,AT EUR,IT EUR,ES EUR,NL EUR,BE EUR,PT EUR,FI EUR,GR EUR,
        EG EGP,LB LBP,SY SYP,GI GIP,FK FKP,SH SHP,SE SEK,NO NOK,DK DKK,IS ISK,
        JP JPY,CN CNY,IN INR,PK PKR,LK LKR,NP NPR,MU MUR,SC SCR,MV MVR,
        CH CHF,LI CHF,PL PLN,CZ CZK,HU HUF,RO RON,MD MDL,BG BGN,RS RSD,MK MKD,
        RU RUB,BY BYN,UA UAH,TR TRY,KZ KZT,GE GEL,
        AE AED,MA MAD,SA SAR,QA QAR,OM OMR,YE YER,IR IRR,KW KWD,BH BHD,JO JOD,IQ IQD,TN TND,DZ DZD,
        KR KRW,KP KPW,TH THB,VN VND,ID IDR,MY MYR,PH PHP,IL ILS,ZA ZAR,BO BOB,VE VES,PE PEN,ET ETB,CR CRC
        """);

    /// <summary>The currency of a country by its ISO 3166 code, whatever the case; null where it is not known.</summary>
    public static string? CurrencyOf(string? country) =>
        country is not null && s_currencies.TryGetValue(country, out string? currency) ? currency : null;

    private static FrozenDictionary<string, string> Build(string table) => table
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(' '))
        .ToFrozenDictionary(entry => entry[0], entry => entry[1], StringComparer.OrdinalIgnoreCase);
}
