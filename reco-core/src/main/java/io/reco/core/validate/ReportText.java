package io.reco.core.validate;

import io.reco.core.data.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as aligned text. */
final class ReportText {
    private final StringBuilder out = new StringBuilder();

    private ReportText() {}

    static String of(ValidationReport report) {
        ReportText text = new ReportText();
        text.write(report);
        return text.out.toString();
    }

    private void write(ValidationReport report) {
        ValidationReport.Counts counts = report.counts();
        title("Data set " + report.dataset());
        row("characters", number(counts.characters()));
        row("tracks", number(counts.tracks()));
        row("artists", number(counts.artists()));
        row("albums", number(counts.albums()));
        row("genres / tags", number(counts.genres()) + " / " + number(counts.tags()));
        row("events", number(counts.events()));
        for (Map.Entry<EventType, Integer> entry : counts.eventsByType().entrySet()) {
            row("  " + entry.getKey().name().toLowerCase(Locale.ROOT), number(entry.getValue()));
        }
        row("playlists", number(counts.playlists()) + " with " + number(counts.playlistEntries()) + " entries");
        row("density", String.format(Locale.ROOT, "%.4f %% (%,d pairs)", counts.density() * 100, counts.pairs()));
        report.reading().ifPresent(reading -> {
            row("records read", number(reading.records()));
            row("  accepted", number(reading.accepted()));
            row("  rejected", number(reading.rejected()));
            row("lines skipped", number(reading.skippedLines()));
        });
        report.time().ifPresent(this::time);
        title("Duplicates");
        ValidationReport.Duplicates duplicates = report.duplicates();
        row("identical events", number(duplicates.identicalEvents()));
        row("consecutive repeats", number(duplicates.consecutiveRepeats()));
        row("repeat share", Findings.percent(duplicates.repeatShare()));
        row("same title and artist", number(duplicates.sameTitleAndArtist()));
        row("repeats in playlists", number(duplicates.playlistRepeats()));
        title("Referred to but never told");
        ValidationReport.References references = report.references();
        row("tracks", number(references.tracks()) + " with " + number(references.eventsOfUnknownTracks()) + " events");
        row("artists", number(references.artists()));
        row("albums", number(references.albums()));
        row("characters", number(references.characters()));
        title("Cold");
        ValidationReport.Cold cold = report.cold();
        row("tracks never used", share(cold.tracksUnused(), counts.tracks()));
        row("tracks used once", share(cold.tracksOnce(), counts.tracks()));
        row("characters without events", share(cold.charactersWithoutEvents(), counts.characters()));
        row(
                "characters below " + cold.fewEvents() + " events",
                share(cold.charactersWithFewEvents(), counts.characters()));
        row("empty playlists", number(cold.emptyPlaylists()));
        distributions(report.distributions());
        title("Findings");
        if (report.findings().isEmpty()) {
            out.append("  none\n");
        }
        for (Finding finding : report.findings()) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-7s  %s: %s\n           -> %s\n",
                    finding.severity(),
                    finding.code(),
                    finding.message(),
                    finding.advice()));
        }
    }

    private void time(ValidationReport.Time time) {
        title("Time");
        row("first event", Instant.ofEpochMilli(time.firstMillis()).toString());
        row("last event", Instant.ofEpochMilli(time.lastMillis()).toString());
        row("days", number(time.days()) + ", " + number(time.daysWithoutEvents()) + " without events");
        row("longest gap", number(time.longestGapDays()) + " days");
        row("after now", number(time.future()));
        row("out of order", time.outOfOrder() < 0 ? "not told" : number(time.outOfOrder()));
        row("at midnight", Findings.percent(time.atMidnight()));
        row("pile-ups", number(time.pileUps().size()));
    }

    private void distributions(List<Distribution> distributions) {
        title("Distributions");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "things", "mean", "min", "25 %", "50 %", "75 %", "90 %", "99 %", "max", "Gini"});
        for (Distribution d : distributions) {
            rows.add(new String[] {
                d.name(),
                number(d.things()),
                String.format(Locale.ROOT, "%.1f", d.mean()),
                number(d.min()),
                number(d.q25()),
                number(d.median()),
                number(d.q75()),
                number(d.q90()),
                number(d.q99()),
                number(d.max()),
                String.format(Locale.ROOT, "%.3f", d.gini())
            });
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] cells : rows) {
            for (int j = 0; j < cells.length; j++) {
                widths[j] = Math.max(widths[j], cells[j].length());
            }
        }
        for (String[] cells : rows) {
            out.append("  ").append(cells[0]).append(" ".repeat(widths[0] - cells[0].length()));
            for (int j = 1; j < cells.length; j++) {
                out.append("  ")
                        .append(" ".repeat(widths[j] - cells[j].length()))
                        .append(cells[j]);
            }
            out.append('\n');
        }
    }

    private void title(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
    }

    private void row(String label, String value) {
        out.append(String.format(Locale.ROOT, "  %-26s %s\n", label, value));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String share(long part, long whole) {
        return number(part) + " (" + Findings.percent(part, whole) + ")";
    }
}
