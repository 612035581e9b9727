using System.Text.RegularExpressions;
using Tracker.Collector.Extraction.Dates;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Extraction.Prices;

namespace Tracker.Collector.Extraction.Claims;

/// <summary>A news item whose claims are wanted.</summary>
internal sealed record NewsText
{
    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>What "next year" is relative to.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>The GPUs that it names.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The GPU that it is known to be about, by its source; null where its words tell.</summary>
    public string? About { get; init; }

    /// <summary>Whose <c>$</c> it is.</summary>
    public PriceContext Money { get; init; } = new();

    /// <summary>Whether the title is a note of a few words, as in tables of facts: "144 GB HBM3E, 600 W, H2 2026".</summary>
    public bool IsTerse { get; init; }
}

/// <summary>Reads what a news item claims, each claim with its sentence. Pure; no text makes it throw.</summary>
internal sealed partial class ClaimReader(ProductMatcher matcher)
{
    private const int ClaimLimit = 60;
    private const int SentenceLimit = 600;

    public IReadOnlyList<ExtractedClaim> Read(NewsText news)
    {
        List<ExtractedClaim> claims = [];
        try
        {
            ClaimSubject subject = new(matcher, news.Candidates, news.About);
            IEnumerable<string> sentences = Sentences.Of(news.Title).Concat(news.Summary is string summary ? Sentences.Of(summary) : []);
            foreach (string sentence in sentences)
            {
                ReadSentence(sentence, news, subject, claims);
                subject.Pass(sentence);
                if (claims.Count >= ClaimLimit)
                    break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was read before the intricate sentence stands.
        }
        return [.. claims.DistinctBy(c => (c.Kind, c.Value, c.Unit, c.Qualifier, c.Candidate, c.From, c.To)).Take(ClaimLimit)];
    }

    private void ReadSentence(string sentence, NewsText news, ClaimSubject subject, List<ExtractedClaim> claims)
    {
        foreach (string clause in Sentences.Clauses(sentence))
        {
            List<ExtractedClaim> found = [];
            bool mixed = Cancelled().IsMatch(clause) && Delayed().IsMatch(clause);
            if (mixed)
                ReadMixed(clause, sentence, news, subject, claims);
            else if (!Question().IsMatch(sentence))
                found.AddRange(Standing(clause, news, isPlan: NameAndDate().IsMatch(matcher.WithoutNames(clause))));
            found.AddRange(MeasureReader.Read(clause, news.IsTerse));
            found.AddRange(PriceClaims.Read(clause, news.Money, news.IsTerse));
            if (found.Count == 0)
                continue;
            string? candidate = subject.Of(clause, sentence);
            claims.AddRange(found.Select(claim => claim with { Candidate = candidate, Sentence = ScrapedText.Line(sentence, SentenceLimit) }));
        }
    }

    // "The one cancelled, the other delayed": each part is of whom it names, and of nobody where only the other names one.
    private static void ReadMixed(string clause, string sentence, NewsText news, ClaimSubject subject, List<ExtractedClaim> claims)
    {
        string[] parts = clause.Split(", ");
        foreach (string part in parts)
        {
            string? candidate = subject.Names(part) ? subject.Of(part, part) : null;
            claims.AddRange(Standing(part, news).Select(claim => claim with { Candidate = candidate, Sentence = ScrapedText.Line(sentence, SentenceLimit) }));
        }
    }

    // Announced, launched, dated, delayed, cancelled: at most one of the last three a clause.
    private static IEnumerable<ExtractedClaim> Standing(string clause, NewsText news, bool isPlan = false)
    {
        bool denied = Denied().IsMatch(clause);
        bool past = Past().IsMatch(clause);
        bool delayed = Delayed().IsMatch(clause);
        // "Pushed back to 2027" is in 2027.
        FoundDate? date = DateReader.Find(delayed ? ToYear().Replace(clause, "in $1") : clause, news.Published, past, news.IsTerse) is [.., FoundDate last] dates
            ? delayed ? last : dates[0]
            : null;
        if (Cancelled().IsMatch(clause))
        {
            if (!denied)
                yield return Claim(ClaimKinds.Cancelled, null);
            yield break;
        }
        if (delayed)
        {
            if (!denied)
                yield return Claim(ClaimKinds.Delayed, date);
            yield break;
        }
        if (Launched().IsMatch(clause) && !denied)
            yield return Claim(ClaimKinds.Launched, date is { } at && at.Range.From <= news.Published ? at : null);
        else if (Announced().IsMatch(clause) && !denied)
            yield return Claim(ClaimKinds.Exists, null);
        if (date is not null && (Available().IsMatch(clause) || news.IsTerse || (isPlan && date.Value.Range.From > news.Published)) && !Superseded().IsMatch(clause))
            yield return Claim(ClaimKinds.Date, date) with { Qualifier = Sampling().IsMatch(clause) ? "sampling" : null };
        else if (Soon().IsMatch(clause) && Available().IsMatch(clause))
            yield return Claim(ClaimKinds.Date, null);
    }

    private static ExtractedClaim Claim(string kind, FoundDate? date) => new()
    {
        Kind = kind,
        Value = null,
        Unit = null,
        From = date?.Range.From,
        To = date?.Range.To,
        Sentence = "",
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 250;

    [GeneratedRegex(@"\b(?:to|until|auf|à|a|hasta|на|до)\s(20\d\d)\b(?!\s?[-–/])", Options, Milliseconds)]
    private static partial Regex ToYear();

    // "The X1 in 2027"; names are dots here.
    [GeneratedRegex(@"^(?:[^·:]{0,20}:)?[\W·]*·[\W·]*(?:in|by|im|en|в)\s[^,;]{3,16}$", Options, Milliseconds)]
    private static partial Regex NameAndDate();

    // What was expected and is no more is no claim of today's.
    [GeneratedRegex(@"\b(?:was|were|had been) (?:originally |previously |initially |first )?(?:expected|slated|scheduled|due|planned|supposed|set)\b|\b(?:originally|previously|initially|ursprünglich|initialement|originalmente) (?:expected|slated|scheduled|due|planned|geplant|erwartet|prévue?|prevista?)", Options, Milliseconds)]
    private static partial Regex Superseded();

    // Some customers get some; nobody can buy one.
    [GeneratedRegex(@"\b(?:sampl\w+|samples?|muster|échantillon\w*|muestras?|образц\w+)\b|样品|送样", Options, Milliseconds)]
    private static partial Regex Sampling();

    [GeneratedRegex(@"\?\s*$", Options, Milliseconds)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(?:not (?:been )?(?:delayed|cancell?ed|postponed)|denie[sd]|no (?:delays?|cancell?ation)|isn't|hasn't been|not yet|(?:not|n't) (?:been )?(?:announced|revealed|disclosed|confirmed|unveiled)|won't be (?:delayed|cancell?ed)|nicht (?:verschoben|verspätet|eingestellt)|dementiert|dément|pas (?:retardée?|annulée?)|niega|desmiente|не (?:отмен\w+|перенос\w+|задерж\w+)|опроверг\w*)|否认|不会(?:推迟|取消)", Options, Milliseconds)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:launched|shipped|released|arrived|debuted|went on sale|started shipping|was (?:announced|released|launched)|erschien|wurde (?:vorgestellt|veröffentlicht)|sorti[es]?|lanzó|вышла|вышел)\b", Options, Milliseconds)]
    private static partial Regex Past();

    [GeneratedRegex(@"\b(?:cancell?(?:s|ed|ing|ation)|scrap(?:s|ped)|axe[sd]|shelve[sd]|killed off|has killed|abandon(?:s|ed)|will (?:not|never) (?:launch|ship|be released|come to market)|won't (?:launch|ship|be released)|pulls the plug|eingestellt|gestrichen|abgesagt|storniert|annul(?:e|ée?s?|ation)|abandonnée?|cancelad[oa]s?|cancela|descartad[oa]|отмен(?:ила|ил|ён|ена|яет|или|а))\b|取消|砍掉", Options, Milliseconds)]
    private static partial Regex Cancelled();

    [GeneratedRegex(@"\b(?:delay(?:s|ed)?|postpone[sd]?|push(?:es|ed)?(?: back| out)?(?: (?:to|into|by|one|a))|slips?|slipped|moved back|behind schedule|verschiebt|verschoben|verspätet|verzögert|verzögerung|verspätung|retard(?:e|ée?s?)?|repoussée?s?|reportée?s?|retras(?:o|a|ado|ada)|aplaza(?:do|da)?|pospone|pospuest[oa]|перен(?:ос|если|осит|есён|есена|есла)|отлож(?:ила|ил|ен|ена|или)|задерж(?:ка|ивается|али|ан))\b|推迟|延期|延迟|跳票", Options, Milliseconds)]
    private static partial Regex Delayed();

    [GeneratedRegex(@"\b(?:now available|available (?:now|today|immediately)|(?:is|are) (?:now )?(?:shipping|on sale)|now shipping|general availability|on sale (?:now|today)|launch(?:es|ed)? today|goes on sale today|has launched|have launched|is out now|orderable|starts? shipping today|launched with|shipped|ab sofort (?:verfügbar|erhältlich|lieferbar)|jetzt (?:verfügbar|erhältlich)|disponible (?:dès maintenant|dès aujourd'hui|ya|desde hoy)|ya (?:está )?disponible|désormais disponible|уже в продаже|поступил[аи]? в продажу|доступн[аы] (?:уже )?сегодня)\b|现已上市|正式开售|现已发售|已上市", Options, Milliseconds)]
    private static partial Regex Launched();

    [GeneratedRegex(@"\b(?:announc(?:e|es|ed|ing)|unveil(?:s|ed)?|introduc(?:es|ed|ing)|reveal(?:s|ed)?|launch(?:es|ed|ing)|present(?:s|ed)|debut(?:s|ed)|show(?:s|ed|cases|cased) off|showcases?d?|tease[sd]?|vorgestellt|stellt .{1,60} vor|präsentiert|kündigt .{1,60} an|angekündigt|enthüllt|annonc(?:e|ée?|ent)|dévoil(?:e|ée?)|présent(?:e|ée?)|lance|anunci(?:a|ó|ado)|present(?:a|ó)|lanz(?:a|ó)|revel(?:a|ó)|представил[аи]?|анонсировал[аи]?|объявил[аи]?|показал[аи]?|выпустил[аи]?)\b|发布|推出|亮相|宣布", Options, Milliseconds)]
    private static partial Regex Announced();

    [GeneratedRegex(@"\b(?:availab\w+|launch\w*|ship(?:s|ped|ping|ments?)?|releas\w+|arriv\w+|debut\w*|on sale|general availability|mass production|volume production|production|ramp\w*|sampl\w+|expect\w+|coming|come|comes|due|slated|scheduled|planned|plans?|on track|out|orders?|in stores|hit(?:s|ting)? (?:shelves|the market)|targets?|verfügbar\w*|erhältlich|erschein\w+|kommt|auslieferung\w*|ausgeliefert|lieferbar|marktstart|start\w*|geplant|disponib\w+|sort(?:ie|ira|ir)|arriv\w+|lancement|livr\w+|prévue?|attendue?|lanz\w+|llega\w*|saldrá|prevista?|disponible|выйд\w+|выход\w*|появ\w+|поступ\w+|ожида\w+|поставк\w+|доступ\w+|начн\w+|запуск\w*|релиз\w*|продаж\w*)\b|上市|发售|发布|推出|出货|量产|开售|供货", Options, Milliseconds)]
    private static partial Regex Available();

    [GeneratedRegex(@"\b(?:soon|in the coming (?:weeks|months)|in den kommenden (?:wochen|monaten)|demnächst|bald|prochainement|bientôt|próximamente|pronto|скоро|в ближайшее время)\b|即将|近期", Options, Milliseconds)]
    private static partial Regex Soon();
}
