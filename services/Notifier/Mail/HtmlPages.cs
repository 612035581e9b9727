using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Tracker.Notifier.Mail;

/// <summary>Renders a component to a whole HTML document. Safe to share.</summary>
internal sealed class HtmlPages(IServiceProvider services, ILoggerFactory loggers)
{
    /// <param name="view">The component's parameter <c>View</c>.</param>
    public async Task<string> RenderAsync<TComponent>(object view)
        where TComponent : IComponent
    {
        await using HtmlRenderer renderer = new(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view });
            return (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });
    }
}
