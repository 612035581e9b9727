using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Tracker.Collector.Extraction;

/// <summary>Recognises pages that are not the page asked for, although the server said 200.</summary>
internal static partial class PageState
{
    /// <summary>Text that a page of a product has at least.</summary>
    private const int ShortText = 40;

    // One of these is in all that the challenges' marks match; to look for them is an eighth of the work.
    private static readonly SearchValues<string> s_challengeWords = SearchValues.Create(["captcha", "challenge", "_Incapsula_Resource"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What the page is instead, by its title or a challenge's own marks; such a page is believed in nothing.</summary>
    public static ExtractionProblem? FromHead(string title, string heading, string html)
    {
        if (ChallengeTitle().IsMatch(title) || (html.AsSpan().ContainsAny(s_challengeWords) && ChallengeMark().IsMatch(html)))
            return new(ProblemCodes.Captcha, $"the site asks whether a person is there (\"{Shown(title)}\")", "title");
        if (GoneTitle().IsMatch(title) || GoneHeading().IsMatch(heading))
            return new(ProblemCodes.NotFound, $"the page says that it was not found (\"{Shown(GoneTitle().IsMatch(title) ? title : heading)}\")", "title");
        return ConsentTitle().IsMatch(title) ? new(ProblemCodes.ConsentWall, $"the site asks for consent first (\"{Shown(title)}\")", "title") : null;
    }

    /// <summary>Parses a page.</summary>
    /// <returns>A report of what the page is instead, by its head; null where it is the page asked for.</returns>
    public static ExtractionReport? Refusal(string html, string? url, string kind, out IHtmlDocument document)
    {
        document = WebPage.Parse(html);
        if (string.IsNullOrWhiteSpace(html))
            return ExtractionReport.Failed(url, kind, ProblemCodes.Empty, "the document is empty");
        string heading = document.QuerySelector("h1") is IElement h1 ? VisibleText.Of(h1, 1000) : "";
        return FromHead(ScrapedText.Line(document.Title, 300), ScrapedText.Line(heading, 300), html) is ExtractionProblem problem
            ? ExtractionReport.Nothing(url, kind) with { Problems = [problem] }
            : null;
    }

    /// <summary>The beginning of a page's text, for <see cref="FromText"/>.</summary>
    public static string TextOf(IHtmlDocument document) => document.Body is IElement body ? ScrapedText.Line(VisibleText.Of(body, 10_000), 10_000) : "";

    /// <summary>What a page without an offer is, by its text; null for a page that simply has none.</summary>
    public static ExtractionProblem? FromText(string text)
    {
        if (text.Length < 2000 && ChallengeText().IsMatch(text))
            return new(ProblemCodes.Captcha, "the site asks whether a person is there", "body");
        if (text.Length < 3000 && ConsentText().IsMatch(text))
            return new(ProblemCodes.ConsentWall, "the site asks for consent first", "body");
        if (text.Length < 3000 && GoneText().IsMatch(text))
            return new(ProblemCodes.NotFound, "the page says that it was not found", "body");
        return text.Length < ShortText ? new(ProblemCodes.Empty, "the page has no text", "body") : null;
    }

    private static string Shown(string text) => ScrapedText.Line(text, 120);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Milliseconds = 1000;

    [GeneratedRegex(@"just a moment|attention required|access denied|are you (a )?(human|robot)|robot or human|robot check|bot verification|security check|captcha|verify you are|checking your browser|ddos-guard|pardon our interruption|human verification|sicherheitsüberprüfung", Options, Milliseconds)]
    private static partial Regex ChallengeTitle();

    [GeneratedRegex(@"id=[""']?(px-captcha|challenge-form|cf-challenge|cf-wrapper-challenge)|/cdn-cgi/challenge-platform/h/[bg]/orchestrate|geo\.captcha-delivery\.com|_Incapsula_Resource[^>]{0,40}incident|action=[""']?/errors/validateCaptcha", Options, Milliseconds)]
    private static partial Regex ChallengeMark();

    [GeneratedRegex(@"captcha|are you (a )?(human|robot)|not a robot|unusual traffic|verify (that )?you are|enable javascript and cookies|press (&|and) hold|automated access|access (to this page has been )?denied|bist du ein mensch|kein roboter", Options, Milliseconds)]
    private static partial Regex ChallengeText();

    [GeneratedRegex(@"^\W*(error )?(404|410)\b|\b404\b.{0,20}(not found|error)|(page|product|item|site) (not found|does(n't| not) exist|no longer exists)|^not found$|seite nicht gefunden|nicht gefunden|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|pagina niet gevonden|sidan (hittades|kunde) inte|nie znaleziono|stránka nenalezena|страница не найдена|ページが見つかりません|页面不存在", Options, Milliseconds)]
    private static partial Regex GoneTitle();

    [GeneratedRegex(@"^\W*(error )?404\b|(page|product|item) (not found|does(n't| not) exist|no longer exists)|seite nicht gefunden|page introuvable|página no encontrada|страница не найдена", Options, Milliseconds)]
    private static partial Regex GoneHeading();

    [GeneratedRegex(@"(page|product|item)( you( are|'re) looking for)? (was |could )?(not (be )?found|does(n't| not) exist|no longer exists|is no longer available)|404 (error|not found)|seite (wurde )?nicht gefunden|page introuvable", Options, Milliseconds)]
    private static partial Regex GoneText();

    [GeneratedRegex(@"before you continue|bevor sie (fortfahren|weitergehen)|avant d'accéder|cookie (consent|wall)|privacy (gate|settings|preferences)|consent|datenschutzeinstellungen", Options, Milliseconds)]
    private static partial Regex ConsentTitle();

    [GeneratedRegex(@"(accept|agree to|consent to|reject)( all)?( the use of)? cookies|before you continue|we( and our partners)? (use|value|store).{0,60}(cookies|privacy)|cookies (akzeptieren|zustimmen)|alle akzeptieren|accepter (et|les|tout)|aceptar (todas )?las cookies|accetta", Options, Milliseconds)]
    private static partial Regex ConsentText();
}
