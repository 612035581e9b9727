using MimeKit;
using Tracker.Contracts;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Mail;

public sealed class VerdictMailTests
{
    [Fact]
    public async Task Mail_says_the_same_in_both_forms()
    {
        MimeMessage mail = await MailOfAsync(Invented.Scoreboard());

        foreach (string body in new[] { mail.TextBody!, System.Net.WebUtility.HtmlDecode(mail.HtmlBody!) })
        {
            string flat = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            flat.ShouldContain("Wait for MI350P instead of buying a second RTX PRO 6000 now: the better choice with a probability of 74%, worth +$2,310 on average.");
            flat.ShouldContain("This is the first verdict.");
            flat.ShouldContain("It adds 0.41 for $12,900");
            flat.ShouldContain("A second card below $6,900.");
            flat.ShouldContain("$12,900†");
            flat.ShouldContain("† unverified");
            flat.ShouldContain("2026-11-15");
            flat.ShouldContain("0.82×");
            flat.ShouldContain("+0.41");
            flat.ShouldContain("no price is known; bandwidth is unverified");
            flat.ShouldContain("expected 2027-02, 2026-12 to 2027-08 at 80%, never: 5%");
            flat.ShouldContain("+$3,120");
            flat.ShouldContain("by 2027-02-14");
        }
    }

    [Fact]
    public async Task Mail_with_hostile_text_shows_it_and_runs_nothing()
    {
        Scoreboard board = Invented.Scoreboard();
        const string Hostile = "<script>alert('x')</script><img src=x onerror=\"y\">";
        board = board with
        {
            Candidates = [board.Candidates[0] with { Name = Hostile, Stale = [Hostile] }],
            Verdict = board.Verdict with { Reasons = [Hostile], WhatWouldChangeIt = [Hostile] },
        };

        MimeMessage mail = await MailOfAsync(board);

        mail.HtmlBody!.ShouldNotContain("<script");
        mail.HtmlBody!.ShouldNotContain("<img");
        mail.HtmlBody!.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public async Task Text_is_at_most_78_columns_wide()
    {
        Scoreboard board = Invented.Scoreboard();
        board = board with
        {
            Candidates =
            [
                .. board.Candidates,
                Invented.Candidate("long", "A card " + string.Join(' ', Enumerable.Repeat("with a long name", 8)), Standing.Discontinued, "1234567.89", 12.34, 123.45, Confidence.Low),
                Invented.Candidate("word", new string('x', 120), Standing.Launched, "1.00", 0.1, 1, Confidence.Low),
            ],
        };

        MimeMessage mail = await MailOfAsync(board);

        mail.TextBody!.Split('\n').Select(line => line.TrimEnd('\r')).ShouldAllBe(line => line.Length <= 78);
        mail.TextBody!.ShouldContain("$1,234,567.89");
    }

    [Fact]
    public async Task Scoreboard_of_many_shows_ten_and_what_the_verdict_is_about()
    {
        Scoreboard board = Invented.Scoreboard();
        board = board with
        {
            Candidates =
            [
                .. Enumerable.Range(1, 20).Select(i => Invented.Candidate($"c{i}", $"Invented card {i:00}", Standing.Launched, "1000.00", 0.1, i, Confidence.High)),
                board.Candidates[0],
            ],
        };

        string text = (await MailOfAsync(board)).TextBody!;

        text.ShouldContain("Invented card 10");
        text.ShouldNotContain("Invented card 11");
        text.ShouldContain("<- the verdict");
        text.ShouldContain("and 10 more");
    }

    [Fact]
    public async Task Scoreboard_shows_the_owned_card_once_and_does_not_rank_it()
    {
        Scoreboard board = Invented.Scoreboard();
        board = board with
        {
            Candidates =
            [
                Invented.Candidate(Invented.OwnedId, board.Owned.Name, Standing.Launched, "8449.99", 0.22, 1, Confidence.High),
                .. board.Candidates,
            ],
        };

        string html = (await MailOfAsync(board)).HtmlBody!;

        html.ShouldContain("1. AMD Instinct MI350P");
        html.ShouldNotContain("1. NVIDIA");
    }

    [Fact]
    public async Task Row_that_rests_on_something_unverified_is_marked_whatever_its_price()
    {
        Scoreboard board = Invented.Scoreboard();
        board = board with
        {
            Candidates = [Invented.Candidate("b", "Invented card", Standing.Launched, "1000.00", 0.1, 1, Confidence.High) with { Stale = ["bandwidth is unverified"] }],
        };

        (await MailOfAsync(board)).TextBody!.ShouldContain("$1,000† ");
    }

    [Fact]
    public async Task Html_names_a_background_beside_each_text_colour()
    {
        string html = (await MailOfAsync(Invented.Scoreboard())).HtmlBody!;

        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("max-width:680px");
        html.ShouldNotContain("display:flex");
        html.ShouldNotContain("http://");
    }

    private static async Task<MimeMessage> MailOfAsync(Scoreboard board)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync(board);
        await bed.DeliverAsync();
        return bed.Mails().ShouldHaveSingleItem();
    }
}
