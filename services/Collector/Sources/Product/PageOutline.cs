using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using Tracker.Collector.Extraction;

namespace Tracker.Collector.Sources.Product;

/// <summary>
/// Picks out of a page what names its product to machines: language, title, first heading, meta tags, canonical link and
/// JSON-LD. The tokenizer alone finds these, in a fraction of the time that a tree of the whole page takes.
/// </summary>
internal sealed class PageOutline : IDisposable
{
    private const int HeadingLimit = 10_000;

    private readonly string _html;
    private readonly TextSource _source;
    private readonly HtmlTokenizer _tokenizer;
    private readonly IHtmlDocument _outline = WebPage.Parse("");

    // The element whose text comes next, and what came of it.
    private readonly StringBuilder _text = new();
    private IElement? _open;

    // Elements of other languages, and templates, that are open: what is in them is not of the page.
    private int _foreign;
    private int _templates;

    private PageOutline(string html)
    {
        _html = html;
        _source = new(new ReadOnlyMemoryTextSource(html));
        _tokenizer = new(_source, HtmlEntityProvider.Resolver) { SkipComments = true, DisableElementPositionTracking = true };
    }

    /// <returns>A document of these parts alone; null where the page's elements describe a product, or are not closed: then only the whole page tells.</returns>
    public static IHtmlDocument? Parse(string html)
    {
        using PageOutline outline = new(html);
        return outline.Read() ? outline._outline : null;
    }

    public void Dispose()
    {
        _tokenizer.Dispose();
        _source.Dispose();
    }

    private bool Read()
    {
        while (true)
        {
            ref StructHtmlToken token = ref _tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.StartTag when !Start(ref token):
                    return false;
                case HtmlTokenType.Character when _open is not null:
                    _text.Append(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name.Memory.Span);
                    break;
                case HtmlTokenType.EndOfFile:
                    Fill();
                    return _foreign == 0 && _templates == 0;
            }
        }
    }

    private bool Start(ref StructHtmlToken tag)
    {
        if (DescribesProduct(tag.Attributes))
            return false;
        ReadOnlySpan<char> name = tag.Name.Memory.Span;
        bool isOfPage = _foreign == 0 && _templates == 0;
        if (_foreign == 0)
            _tokenizer.State = ModeAfter(name);
        switch (name)
        {
            case "svg" or "math" when !tag.IsSelfClosing:
                _foreign++;
                break;
            case "template" when _foreign == 0:
                _templates++;
                break;
            case "html" when _outline.DocumentElement.Attributes.Length == 0:
                CopyAttributes(tag.Attributes, _outline.DocumentElement);
                break;
            case "title" when isOfPage:
            case "script" when isOfPage && IsJsonLd(tag.Attributes):
                _open = Add(tag, _outline.Head!);
                break;
            case "meta" or "link" when isOfPage:
                Add(tag, _outline.Head!);
                break;
            case "h1" when isOfPage && _outline.Body!.ChildElementCount == 0:
                return ReadHeading(Add(tag, _outline.Body!));
        }
        _tokenizer.IsAcceptingCharacterData = _foreign > 0;
        return true;
    }

    private void End(ReadOnlySpan<char> name)
    {
        Fill();
        if (name is "svg" or "math")
            _foreign = Math.Max(0, _foreign - 1);
        else if (name is "template" && _foreign == 0)
            _templates = Math.Max(0, _templates - 1);
        _tokenizer.IsAcceptingCharacterData = _foreign > 0;
    }

    private void Fill()
    {
        if (_open is not null)
            _open.TextContent = _text.ToString();
        _open = null;
        _text.Clear();
    }

    // Its text is more than the next token, and only a tree tells what of it is visible.
    private bool ReadHeading(IElement heading)
    {
        ReadOnlySpan<char> rest = _html.AsSpan(_source.Index);
        int end = rest[..Math.Min(rest.Length, HeadingLimit)].IndexOf("</h1", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            return false;
        heading.InnerHtml = rest[..end].ToString();
        return heading.QuerySelector("h1, h2, h3, h4, h5, h6") is null;
    }

    // What the parser would tell the tokenizer: in these elements nothing is a tag but their end.
    private static HtmlParseMode ModeAfter(ReadOnlySpan<char> name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    private static bool DescribesProduct(StructAttributes attributes)
    {
        for (int i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name.Memory.Span is "itemtype" or "typeof" && attributes[i].Value.Memory.Span.Contains("product", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool IsJsonLd(StructAttributes attributes)
    {
        for (int i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name.Memory.Span is "type" && attributes[i].Value.Memory.Span.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private IElement Add(in StructHtmlToken tag, IElement parent)
    {
        IElement element = _outline.CreateElement(tag.Name.ToString());
        CopyAttributes(tag.Attributes, element);
        parent.AppendChild(element);
        return element;
    }

    private static void CopyAttributes(StructAttributes attributes, IElement element)
    {
        for (int i = 0; i < attributes.Count; i++)
        {
            string name = attributes[i].Name.ToString();
            if (name is "type" or "name" or "property" or "itemprop" or "content" or "rel" or "href" or "lang" && !element.HasAttribute(name))
                element.SetAttribute(name, attributes[i].Value.ToString());
        }
    }
}
