package io.reco.core.validate;

import io.reco.core.io.ReadReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws conclusions from the numbers of a report. */
final class Findings {
    /** 1995-01-01: no one logged music listening before. */
    private static final long TOO_EARLY_MILLIS = 788_918_400_000L;

    private final List<Finding> findings = new ArrayList<>();

    private Findings() {}

    static List<Finding> of(
            ValidationReport.Counts counts,
            Optional<ReadReport> reading,
            ValidationReport.Duplicates duplicates,
            Optional<ValidationReport.Time> time,
            ValidationReport.References references,
            ValidationReport.Cold cold,
            ValidationOptions options) {
        Findings all = new Findings();
        reading.ifPresent(all::ofReading);
        all.ofCounts(counts, time.isPresent());
        all.ofDuplicates(counts, duplicates);
        time.ifPresent(t -> all.ofTime(counts, t, options));
        all.ofReferences(counts, references);
        all.ofCold(counts, cold);
        all.findings.sort(Comparator.comparing(Finding::severity).reversed());
        return List.copyOf(all.findings);
    }

    private void ofReading(ReadReport reading) {
        if (reading.rejected() > 0) {
            add(
                    Severity.WARNING,
                    "rejected",
                    reading.rejected() + " of " + reading.records() + " records rejected ("
                            + percent(reading.rejected(), reading.records()) + "): " + reading.rejectedByReason(),
                    "look into the rejects file (--rejects FILE); mend the source and load again");
        }
    }

    private void ofCounts(ValidationReport.Counts counts, boolean timed) {
        if (counts.events() == 0 && counts.playlistEntries() == 0) {
            add(
                    Severity.ERROR,
                    "no-data",
                    "there are no events and no playlists",
                    "check the format name and the files");
        } else if (counts.events() == 0) {
            add(
                    Severity.INFO,
                    "playlists-only",
                    "there are playlists but no events",
                    "use the playlists as characters to fit and evaluate on them");
        } else if (!timed) {
            add(
                    Severity.INFO,
                    "untimed",
                    "events have no times, only their order within a character",
                    "a split by time is not possible: leave the last out or hold out characters");
        }
    }

    private void ofDuplicates(ValidationReport.Counts counts, ValidationReport.Duplicates duplicates) {
        if (duplicates.identicalEvents() > 0) {
            add(
                    duplicates.identicalEvents() * 1000L > counts.events() ? Severity.WARNING : Severity.INFO,
                    "identical-events",
                    duplicates.identicalEvents() + " events ("
                            + percent(duplicates.identicalEvents(), counts.events())
                            + ") are equal to another one in character, time, type and track",
                    "an export that was loaded twice, or times that are too coarse");
        }
        if (duplicates.consecutiveRepeats() * 10L > counts.events()) {
            add(
                    Severity.INFO,
                    "consecutive-repeats",
                    percent(duplicates.consecutiveRepeats(), counts.events())
                            + " of the events repeat the track before them",
                    "collapse consecutive repeats before training sequence models");
        }
        if (duplicates.sameTitleAndArtist() * 100L > counts.tracks()) {
            add(
                    Severity.INFO,
                    "same-title",
                    duplicates.sameTitleAndArtist() + " tracks have the title and main artist of another",
                    "give recording groups, or use the duplicates rule");
        }
    }

    private void ofTime(ValidationReport.Counts counts, ValidationReport.Time time, ValidationOptions options) {
        if (time.lastMillis() < TOO_EARLY_MILLIS) {
            add(
                    Severity.WARNING,
                    "time-unit",
                    "all events are before 1995: the last is at " + Instant.ofEpochMilli(time.lastMillis()),
                    "the unit of the times may be wrong (seconds read as milliseconds)");
        }
        if (time.future() > 0) {
            add(
                    Severity.WARNING,
                    "time-future",
                    time.future() + " events are after now; the last is at " + Instant.ofEpochMilli(time.lastMillis()),
                    "check clocks and time zones; a split by time would test on them only");
        }
        if (time.longestGapDays() >= options.gapDays()) {
            add(
                    Severity.WARNING,
                    "time-gap",
                    time.longestGapDays() + " days in a row without any event, after "
                            + Instant.ofEpochMilli(time.gapFromMillis())
                                    .toString()
                                    .substring(0, 10),
                    "a clock that jumped, or a part of the export that is missing");
        }
        for (ValidationReport.PileUp pileUp : time.pileUps()) {
            add(
                    Severity.WARNING,
                    "time-pile-up",
                    pileUp.events() + " events (" + percent(pileUp.events(), counts.events()) + ") at "
                            + Instant.ofEpochMilli(pileUp.millis()),
                    "a default or import time: the order of these events means nothing");
        }
        if (time.atMidnight() > 0.5) {
            add(
                    Severity.INFO,
                    "time-dates",
                    percent(time.atMidnight()) + " of the events are at midnight UTC",
                    "the times are dates: sessions cannot be told apart");
        }
        if (time.outOfOrder() > 0) {
            add(
                    Severity.INFO,
                    "out-of-order",
                    time.outOfOrder() + " events came out of time order",
                    "they were sorted; if the source should be in order, look at its clocks");
        }
    }

    private void ofReferences(ValidationReport.Counts counts, ValidationReport.References references) {
        if (references.tracks() == counts.tracks() && counts.tracks() > 0) {
            add(
                    Severity.INFO,
                    "no-track-data",
                    "tracks are known by their id only",
                    "rules on artists and genres and cold-start models have nothing to work with");
        } else if (references.tracks() > 0) {
            add(
                    Severity.WARNING,
                    "unknown-tracks",
                    references.tracks() + " of " + counts.tracks() + " tracks, with "
                            + references.eventsOfUnknownTracks() + " events, are referred to but never told",
                    "the catalogue and the events may be of different dates");
        }
        if (references.characters() > 0 && references.characters() < counts.characters()) {
            add(
                    Severity.INFO,
                    "unknown-characters",
                    references.characters() + " of " + counts.characters() + " characters have events but no profile",
                    "they count as gender and age unknown");
        }
    }

    private void ofCold(ValidationReport.Counts counts, ValidationReport.Cold cold) {
        if (cold.tracksUnused() * 2L > counts.tracks()) {
            add(
                    Severity.INFO,
                    "cold-tracks",
                    percent(cold.tracksUnused(), counts.tracks()) + " of the tracks were never used",
                    "models of behaviour cannot recommend them; use features or new-release slots");
        }
        long heard = (long) counts.characters() - cold.charactersWithoutEvents();
        if (cold.charactersWithFewEvents() * 2L > heard && heard > 0) {
            add(
                    Severity.WARNING,
                    "few-events",
                    percent(cold.charactersWithFewEvents(), heard) + " of the characters with events have fewer than "
                            + cold.fewEvents(),
                    "personal models have little to learn from; compare with popularity");
        }
        if (cold.emptyPlaylists() > 0) {
            add(Severity.INFO, "empty-playlists", cold.emptyPlaylists() + " playlists are empty", "leave them out");
        }
    }

    private void add(Severity severity, String code, String message, String advice) {
        findings.add(new Finding(severity, code, message, advice));
    }

    static String percent(long part, long whole) {
        return percent(whole == 0 ? 0 : (double) part / whole);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
