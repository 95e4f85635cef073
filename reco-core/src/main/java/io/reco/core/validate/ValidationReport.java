package io.reco.core.validate;

import io.reco.core.data.EventType;
import io.reco.core.io.ReadReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a data set, and what looks wrong with it.
 *
 * @param dataset its name
 * @param counts how much of everything
 * @param reading what the reader says, when it was given
 * @param duplicates what is there more than once
 * @param time when the events are; empty when they have no times
 * @param references what is referred to but never told
 * @param distributions how events and playlist entries are spread
 * @param cold what has little or nothing to learn from
 * @param findings what is worth looking at, the severest first
 */
public record ValidationReport(
        String dataset,
        Counts counts,
        Optional<ReadReport> reading,
        Duplicates duplicates,
        Optional<Time> time,
        References references,
        List<Distribution> distributions,
        Cold cold,
        List<Finding> findings) {

    /** Copies the lists. */
    public ValidationReport {
        distributions = List.copyOf(distributions);
        findings = List.copyOf(findings);
    }

    /**
     * How much of everything.
     *
     * @param characters characters
     * @param tracks tracks
     * @param artists artists
     * @param albums albums
     * @param genres genres
     * @param tags tags
     * @param events events
     * @param eventsByType events by type; types without events do not occur
     * @param playlists playlists
     * @param playlistEntries tracks in all playlists
     * @param pairs distinct pairs of a character and a track in events
     * @param density pairs / (characters * tracks); 0 when there are none
     */
    public record Counts(
            int characters,
            int tracks,
            int artists,
            int albums,
            int genres,
            int tags,
            int events,
            Map<EventType, Integer> eventsByType,
            int playlists,
            long playlistEntries,
            long pairs,
            double density) {}

    /**
     * What is there more than once.
     *
     * @param identicalEvents events equal to another one before them in character, time, type and track; 0 when events
     *     have no times
     * @param consecutiveRepeats events of the same type and track as the one before them of the same character
     * @param repeatShare share of the events whose track the character had before: how much of the listening is repeats
     * @param sameTitleAndArtist tracks whose title and main artist another track before them has
     * @param playlistRepeats playlist entries whose track stands in the same playlist before them
     */
    public record Duplicates(
            long identicalEvents,
            long consecutiveRepeats,
            double repeatShare,
            int sameTitleAndArtist,
            long playlistRepeats) {}

    /**
     * When the events are.
     *
     * @param firstMillis first event, epoch milliseconds
     * @param lastMillis last event, epoch milliseconds
     * @param days days (UTC) from the first to the last, both included
     * @param daysWithoutEvents days among these without any event
     * @param longestGapDays most days without any event in a row
     * @param gapFromMillis beginning of the day after which that gap lies; -1 when there is none
     * @param future events after now; 0 when now is not told
     * @param outOfOrder events that came in with an earlier time than the one of the same character before them; -1 when
     *     not told
     * @param atMidnight share of the events at 00:00:00 UTC
     * @param pileUps seconds that hold very many events
     */
    public record Time(
            long firstMillis,
            long lastMillis,
            long days,
            long daysWithoutEvents,
            long longestGapDays,
            long gapFromMillis,
            long future,
            long outOfOrder,
            double atMidnight,
            List<PileUp> pileUps) {
        /** Copies the list. */
        public Time {
            pileUps = List.copyOf(pileUps);
        }
    }

    /**
     * A second that holds very many events.
     *
     * @param millis its beginning, epoch milliseconds
     * @param events events in it
     */
    public record PileUp(long millis, long events) {}

    /**
     * What events, playlists or credits refer to but no one told.
     *
     * @param tracks tracks known by their id only
     * @param artists artists known by their id only
     * @param albums albums known by their id only
     * @param characters characters known by their id only
     * @param eventsOfUnknownTracks events of such tracks
     */
    public record References(int tracks, int artists, int albums, int characters, long eventsOfUnknownTracks) {}

    /**
     * What has little or nothing to learn from.
     *
     * @param fewEvents the bound of {@code charactersWithFewEvents}
     * @param tracksUnused tracks without an event and in no playlist
     * @param tracksOnce tracks with one event or playlist entry
     * @param charactersWithoutEvents characters without an event
     * @param charactersWithFewEvents characters with at least one event and fewer than {@code fewEvents}
     * @param emptyPlaylists playlists without a track
     */
    public record Cold(
            int fewEvents,
            int tracksUnused,
            int tracksOnce,
            int charactersWithoutEvents,
            int charactersWithFewEvents,
            int emptyPlaylists) {}

    /** As aligned text. */
    public String toText() {
        return ReportText.of(this);
    }

    /** As JSON. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
