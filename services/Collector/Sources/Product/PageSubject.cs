using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Announcements;
using Tracker.Collector.Extraction.Matching;
using Tracker.Collector.Extraction.Offers;

namespace Tracker.Collector.Sources.Product;

/// <summary>What a page is about, by its address, its heading and its title: shops show other products beside it.</summary>
internal sealed partial class PageSubject
{
    private readonly IDocument _document;
    private readonly HashSet<string> _addresses;
    private readonly string _heading;
    private readonly string _title;
    private bool? _hasCart;

    public PageSubject(IDocument document, string? url, string heading, string title)
    {
        string?[] addresses = [url, document.QuerySelector("link[rel='canonical' i]")?.GetAttribute("href"), MetaTags.Content(document, "og:url")];
        _addresses = [.. addresses.Select(address => ScrapedText.Link(address, url)).OfType<string>().Select(CanonicalUrl.Of)];
        _heading = NameMatcher.Compact(heading);
        _title = NameMatcher.Compact(title);
        Heading = heading.Length > 0 ? heading : title;
        _document = document;
        SaysArticle = document.QuerySelectorAll("script[type*='ld+json' i]").Take(20).Any(script => Article().IsMatch(script.TextContent));
    }

    public string Heading { get; }

    /// <summary>Whether something can be put into a cart here.</summary>
    public bool HasCart => _hasCart ??= FindsCart();

    /// <summary>Whether its JSON-LD calls it an article.</summary>
    public bool SaysArticle { get; }

    /// <summary>Whether it is an article that may write of products and their prices, and sells none.</summary>
    public bool IsArticle => SaysArticle && !HasCart;

    /// <summary>The offers of the product that the page is about, where its markup has several; none, with a problem, where that cannot be told.</summary>
    /// <param name="all">Whether all are taken where it cannot be told, because names tell them apart later.</param>
    public IReadOnlyList<MarkupOffer> Own(IReadOnlyList<MarkupOffer> offers, bool all, List<ExtractionProblem> problems)
    {
        IGrouping<string?, MarkupOffer>[] products = [.. offers.GroupBy(offer => offer.Root)];
        if (products.Length < 2)
            return offers;
        foreach (Func<MarkupOffer, bool> test in new Func<MarkupOffer, bool>[] { IsHere, IsNamedHere, IsPartOfName })
        {
            IGrouping<string?, MarkupOffer>[] found = [.. products.Where(product => product.Any(test))];
            // One thing may be described twice.
            if (found.Length > 0 && found.Select(product => NameMatcher.Compact(product.First().Title)).Distinct().Count() == 1)
                return [.. found.SelectMany(product => product)];
        }
        string[] names = [.. offers.Select(offer => ScrapedText.Line(offer.Title, 60)).Distinct()];
        if (names.Length == 1 || all)
            return offers;
        problems.Add(new(
            ProblemCodes.SeveralProducts, $"{names.Length} products and none is what the page is about: {string.Join("; ", names.Take(5))}; kind listing reads them all", offers[0].Place));
        return [];
    }

    /// <summary>Whether an element belongs to what a shop shows beside the page's own product.</summary>
    public static bool IsBeside(IElement element)
    {
        for (IElement? at = element; at is not null && at.LocalName != "body"; at = at.ParentElement)
        {
            if (at.LocalName is "header" or "footer" or "nav" or "aside" || Beside().IsMatch($"{at.ClassName} {at.Id}"))
                return true;
        }
        return false;
    }

    // Of the page's own thing: not of what stands beside it, nor outside of the article that the heading is of.
    private bool FindsCart()
    {
        IElement? article = _document.QuerySelector("h1")?.Closest("article");
        return Carts().Any(cart => !IsBeside(cart) && (article is null || article.Contains(cart)));
    }

    private IEnumerable<IElement> Carts() =>
        _document.QuerySelectorAll("form[action*='cart' i], [class*='add-to-cart' i], [class*='addtocart' i], [id*='add-to-cart' i], [id*='addtocart' i], [name='add-to-cart'], [data-action*='cart' i]").Take(300)
        .Concat(_document.QuerySelectorAll("button, input[type='submit'], a[class*='btn' i], a[class*='button' i]").Take(300)
            .Where(button => !LeadsElsewhere(button) && Cart().IsMatch(ScrapedText.Line(button.GetAttribute("value") ?? button.TextContent, 60))));

    // "Buy now" of an article leads to a shop.
    private bool LeadsElsewhere(IElement button) =>
        ScrapedText.Link(button.GetAttribute("href")) is string target && !_addresses.Any(address => HostOf(address) == HostOf(CanonicalUrl.Of(target)));

    private static string HostOf(string canonical) => canonical.Split('/', 2)[0];

    private bool IsHere(MarkupOffer offer) =>
        ScrapedText.Link(offer.ProductUrl, _addresses.Count > 0 ? "https://" + _addresses.First() : null) is string link && _addresses.Contains(CanonicalUrl.Of(link));

    private bool IsNamedHere(MarkupOffer offer) => NameMatcher.Compact(offer.Title) is { Length: > 0 } name && (name == _heading || name == _title);

    private bool IsPartOfName(MarkupOffer offer) => NameMatcher.Compact(offer.Title) is { Length: > 5 } name
        && ((_heading.Length > 5 && (_heading.Contains(name, StringComparison.Ordinal) || name.Contains(_heading, StringComparison.Ordinal)))
            || _title.StartsWith(name, StringComparison.Ordinal));

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"related|similar|recommend|upsell|cross-?sell|also|carousel|slider|recent|viewed|bundle|accessor|mini-?cart|cart-drawer|sidebar|widget|footer|header|menu|modal|review|compare-|ähnlich|zubehör|suggest|sponsor|advert", Options, 250)]
    private static partial Regex Beside();

    [GeneratedRegex(@"^\W*(add to (cart|basket|bag)|buy now|in den (warenkorb|einkaufswagen)|jetzt kaufen|ajouter au panier|acheter|añadir (al carrito|a la cesta)|agregar al carrito|comprar|aggiungi al carrello|acquista|in winkelwagen|i winkelmandje|lägg i varukorg|köp|læg i kurv|legg i handlekurv|dodaj do koszyka|do košíku|kosárba|adaugă în coș|в корзину|купить|до кошика|sepete ekle|カートに入れる|加入购物车|加入購物車|장바구니)", Options, 250)]
    private static partial Regex Cart();

    [GeneratedRegex(@"""@type""\s*:\s*\[?\s*""(https?://schema\.org/)?(News|Tech|Reportage(News)?|Analysis(News)?|Opinion(News)?|Background(News)?|Review(News)?)?(Article|BlogPosting|LiveBlogPosting)""", Options, 500)]
    private static partial Regex Article();
}
