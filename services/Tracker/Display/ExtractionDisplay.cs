using System.Globalization;
using Spectre.Console;
using Tracker.Collector.Extraction;

namespace Tracker.Display;

/// <summary>Prints what was read from a document.</summary>
internal static class ExtractionDisplay
{
    public static void Write(ExtractionReport report)
    {
        IAnsiConsole console = Terminal.Create();
        console.WriteLine($"{report.Url ?? "The document"} read as {report.Kind}: {report.Offers.Count} offers, {report.Announcements.Count} announcements, {report.Rates.Count} rates, {report.Problems.Count} problems");
        foreach (ExtractedOffer offer in report.Offers)
            console.WriteLine($"offer  {offer.Price?.Amount ?? "no price"} {offer.Price?.Currency}  {offer.Availability}, {offer.Condition}  {offer.Title}  [{offer.Evidence}]");
        foreach (ExtractedRate rate in report.Rates)
            console.WriteLine($"rate   {rate.Price?.Amount} {rate.Price?.Currency} per {rate.Per}  {rate.Title}  [{rate.Evidence}]");
        foreach (ExtractedAnnouncement announcement in report.Announcements)
            console.WriteLine($"news   {announcement.PublishedAt:yyyy-MM-dd}  {announcement.Title}  {string.Join(", ", announcement.Candidates)}  {announcement.Url}");
        foreach (ExtractedClaim claim in report.Announcements.SelectMany(a => a.Claims))
            console.WriteLine($"claim  {claim.Candidate ?? "?"} {claim.Kind} {claim.Value} {claim.Unit} {claim.Qualifier} {Range(claim)}  [{claim.Sentence}]");
        foreach (ExtractedSpec spec in report.Specs)
            console.WriteLine($"spec   {spec.Candidate} {spec.Field} {spec.Value}  [{spec.Evidence}]");
        foreach (ExtractedExchangeRate rate in report.ExchangeRates)
            console.WriteLine($"fx     {rate.Date:yyyy-MM-dd}  1 {rate.Base} = {rate.Rate.ToString(CultureInfo.InvariantCulture)} {rate.Currency}");
        foreach (ExtractionProblem problem in report.Problems)
            console.WriteLine($"problem {problem.Code}: {problem.Message}{(problem.Place is null ? "" : $" ({problem.Place})")}");
    }

    private static string Range(ExtractedClaim claim) => claim.From is null ? "" : $"{claim.From:yyyy-MM-dd} to {claim.To:yyyy-MM-dd}";
}
