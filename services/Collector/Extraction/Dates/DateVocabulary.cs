using System.Collections.Frozen;

namespace Tracker.Collector.Extraction.Dates;

/// <summary>The words for dates of English, German, French, Spanish, Russian and Chinese.</summary>
internal static class DateVocabulary
{
    // Word kind, value, words. Endings that a language bends are spelled out.
    private const string Words = """
        Month 1 january jan januar jänner janvier janv enero ene январь января январе янв
        Month 2 february feb februar februars feber février févr fevrier febrero февраль февраля феврале фев
        Month 3 march mar märz maerz mars marzo март марта марте мар
        Month 4 april apr avril avr abril апрель апреля апреле апр
        Month 5 may mai mayo май мая мае
        Month 6 june jun juni juin junio июнь июня июне июн
        Month 7 july jul juli juillet juil julio июль июля июле июл
        Month 8 august aug août aout agosto август августа августе авг
        Month 9 september sep sept septembre septiembre setiembre сентябрь сентября сентябре сен
        Month 10 october oct oktober okt octobre octubre октябрь октября октябре окт
        Month 11 november nov novembre noviembre ноябрь ноября ноябре ноя
        Month 12 december dec dezember dez décembre déc decembre diciembre dic декабрь декабря декабре дек
        Ordinal 1 first 1st erste ersten erster erstes premier première 1er 1re primer primera primero первый первом первого первая первой первое i
        Ordinal 2 second 2nd zweite zweiten zweiter zweites deuxième seconde 2e 2ème segundo segunda второй втором второго вторая второе ii
        Ordinal 3 third 3rd dritte dritten dritter drittes troisième 3e 3ème tercer tercera третий третьем третьего третья iii
        Ordinal 4 fourth 4th vierte vierten vierter viertes quatrième 4e 4ème cuarto cuarta четвертый четвёртый четвертом четвёртом четвертого iv
        QuarterWord 0 quarter quartal quartals trimestre trim квартал квартале квартала
        HalfWord 0 half halbjahr halbjahrs halbjahres jahreshälfte jahreshaelfte hälfte semestre moitié mitad полугодие полугодии полугодия половине половина половины
        Season 1 spring frühjahr frühling fruehjahr printemps primavera весной весна весны весну
        Season 2 summer sommer été verano летом лето лета
        Season 3 autumn fall herbst automne otoño осенью осень осени
        Season 4 winter hiver invierno зимой зима зимы зиму
        Season 5 holiday holidays christmas weihnachten noël navidad
        Part 0 early beginning start anfang début principios comienzos inicios начале начало начала
        Part 1 mid middle mitte mi mediados середине середина середины
        Part 2 late tardé
        Part 3 end ende fin finales fines final конце конец концу конца
        YearWord 0 year year's years jahr jahres jahre année an año años год году года г гг
        MonthWord 0 month monat mois mes месяц месяце
        WeekWord 0 week woche semaine semana неделя неделе
        YearEnd 0 year-end yearend jahresende
        This 0 this current diesen diesem dieses dieser diese laufenden cette ce este esta этого этом этой
        Next 0 next coming following upcoming nächsten nächstem nächstes nächster nächste kommenden kommendes kommender kommende prochain prochaine próximo próxima proximo siguiente следующем следующего следующий следующей будущем
        Later 0 later
        Deadline 0 by until before bis vor spätestens avant antes до к
        After 0 beyond after past nach après después tras после позже
        Start 0 from starting since ab depuis desde начиная с
        Between 0 between zwischen entre между
        Join 0 to or and und oder bis et ou y o и или à through till
        Lead 0 erst frühestens voraussichtlich in during on around about im am in en au aux in el la в во на около um
        Filler 0 of the de des du d' del l' der den dem season quarter's calendar cy
        Fiscal 0 fy fiscal geschäftsjahr geschäftsjahres exercice ejercicio финансовый финансового
        """;

    // Phrases that mean more than their words, longest first where one begins another.
    private const string Phrases = """
        YearEnd 0 year end|end of the year|end of this year|the end of the year|ende des jahres|ende dieses jahres|fin d'année|fin de l'année|la fin de l'année|fin de año|final de año|finales de año|finales de este año|конца года|конце года|концу года
        Deadline 0 d'ici|no later than|not later than|antes de|antes del
        Part 0 at the beginning of|at the start of|a principios de|a comienzos de
        Part 1 in the middle of|a mediados de
        Part 3 at the end of|toward the end of|towards the end of|a finales de|à la fin de|à la fin
        Season 5 holiday season|holiday period|the holidays
        RelativeYear 1 l'année prochaine|année prochaine|próximo año|año que viene|следующем году|будущем году|nächsten jahr|kommenden jahr|nächstes jahr|next calendar year
        RelativeYear 0 cette année|este año|этом году|текущем году|diesem jahr|dieses jahr
        """;

    /// <summary>Chinese has no spaces, so its words are found within the text: longest first.</summary>
    public static readonly IReadOnlyList<(string Text, DateWord Word, int Value)> Chinese =
    [
        ("第一季度", DateWord.Quarter, 1), ("第二季度", DateWord.Quarter, 2), ("第三季度", DateWord.Quarter, 3), ("第四季度", DateWord.Quarter, 4),
        ("第1季度", DateWord.Quarter, 1), ("第2季度", DateWord.Quarter, 2), ("第3季度", DateWord.Quarter, 3), ("第4季度", DateWord.Quarter, 4),
        ("一季度", DateWord.Quarter, 1), ("二季度", DateWord.Quarter, 2), ("三季度", DateWord.Quarter, 3), ("四季度", DateWord.Quarter, 4),
        ("1季度", DateWord.Quarter, 1), ("2季度", DateWord.Quarter, 2), ("3季度", DateWord.Quarter, 3), ("4季度", DateWord.Quarter, 4),
        ("上半年", DateWord.Half, 1), ("下半年", DateWord.Half, 2),
        ("年底前", DateWord.YearEnd, 1), ("年末前", DateWord.YearEnd, 1), ("之前", DateWord.Other, 0), ("年底", DateWord.Part, 3), ("年末", DateWord.Part, 3), ("年初", DateWord.Part, 0),
        ("年中", DateWord.Part, 1), ("年内", DateWord.YearEnd, 1), ("月底", DateWord.MonthSuffix, 3), ("月末", DateWord.MonthSuffix, 3), ("月初", DateWord.MonthSuffix, 0),
        ("月中旬", DateWord.MonthSuffix, 1), ("明年", DateWord.RelativeYear, 1), ("今年", DateWord.RelativeYear, 0), ("春季", DateWord.Season, 1), ("夏季", DateWord.Season, 2),
        ("秋季", DateWord.Season, 3), ("冬季", DateWord.Season, 4), ("月份", DateWord.MonthSuffix, -1), ("年", DateWord.Filler, 0), ("月", DateWord.MonthSuffix, -1),
        ("日", DateWord.Filler, 0), ("号", DateWord.Filler, 0), ("至", DateWord.Join, 0), ("到", DateWord.Join, 0), ("或", DateWord.Join, 0), ("的", DateWord.Filler, 0),
        ("在", DateWord.Lead, 0), ("于", DateWord.Lead, 0),
    ];

    private static readonly FrozenDictionary<string, (DateWord Word, int Value)> s_words = Table(Words, ' ').DistinctBy(entry => entry.Text, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(
        entry => entry.Text, entry => (entry.Word, entry.Value), StringComparer.OrdinalIgnoreCase);

    private static readonly (string Text, DateWord Word, int Value)[] s_phrases = [.. Table(Phrases, '|').OrderByDescending(entry => entry.Text.Length)];

    /// <summary>What a word says, whatever its case.</summary>
    public static (DateWord Word, int Value) Find(string word) => s_words.TryGetValue(word, out (DateWord, int) found) ? found : (DateWord.Other, 0);

    /// <summary>The longest phrase that begins at a position; null for none.</summary>
    public static (string Text, DateWord Word, int Value)? PhraseAt(string text, int position)
    {
        foreach ((string Text, DateWord Word, int Value) phrase in s_phrases)
        {
            int end = position + phrase.Text.Length;
            if (end <= text.Length && string.Compare(text, position, phrase.Text, 0, phrase.Text.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return phrase;
        }
        return null;
    }

    private static IEnumerable<(string Text, DateWord Word, int Value)> Table(string table, char separator)
    {
        foreach (string line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ', 3);
            foreach (string text in parts[2].Split(separator, StringSplitOptions.RemoveEmptyEntries))
                yield return (text, Enum.Parse<DateWord>(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
