package io.reco.core.validate;

import com.google.common.hash.Hashing;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Looks a data set through. O(events log (events of the longest character) + tracks), and about 12 bytes a track and 16 a
 * titled track of memory. Deterministic.
 */
public final class DatasetValidator {
    private final Dataset dataset;
    private final Catalog catalog;
    private final EventLog log;
    private final ValidationOptions options;
    private long identicalEvents;
    private long consecutiveRepeats;
    private long pairs;
    private long playlistRepeats;

    private DatasetValidator(Dataset dataset, ValidationOptions options) {
        this.dataset = dataset;
        this.catalog = dataset.catalog();
        this.log = dataset.events();
        this.options = options;
    }

    /** The report. */
    public static ValidationReport validate(Dataset dataset, ValidationOptions options) {
        return new DatasetValidator(dataset, options).run();
    }

    private ValidationReport run() {
        int[] eventsOfTrack = new int[catalog.trackCount()];
        Map<EventType, Integer> byType = new EnumMap<>(EventType.class);
        long unknownTrackEvents = 0;
        for (int i = 0; i < log.size(); i++) {
            eventsOfTrack[log.track(i)]++;
            byType.merge(log.type(i), 1, Integer::sum);
            unknownTrackEvents += catalog.trackTold(log.track(i)) ? 0 : 1;
        }
        countRepeats();
        int[] entriesOfTrack = countPlaylistEntries();
        int[] eventsOfCharacter = new int[log.characterCount()];
        Arrays.setAll(eventsOfCharacter, log::count);
        int[] lengths = new int[dataset.playlists().size()];
        Arrays.setAll(lengths, p -> dataset.playlists().tracks().length(p));

        ValidationReport.Counts counts = new ValidationReport.Counts(
                dataset.profiles().size(),
                catalog.trackCount(),
                catalog.artists().size(),
                catalog.albums().size(),
                catalog.genres().size(),
                catalog.tags().size(),
                log.size(),
                byType,
                lengths.length,
                dataset.playlists().tracks().totalLength(),
                pairs,
                pairs == 0 ? 0 : pairs / ((double) dataset.profiles().size() * catalog.trackCount()));
        ValidationReport.Duplicates duplicates = new ValidationReport.Duplicates(
                identicalEvents,
                consecutiveRepeats,
                log.size() == 0 ? 0 : (log.size() - pairs) / (double) log.size(),
                sameTitleAndArtist(),
                playlistRepeats);
        ValidationReport.References references = new ValidationReport.References(
                untold(catalog.trackCount(), catalog::trackTold),
                untold(catalog.artists().size(), catalog::artistTold),
                untold(catalog.albums().size(), catalog::albumTold),
                untold(dataset.profiles().size(), dataset.profiles()::told),
                unknownTrackEvents);
        Optional<ValidationReport.Time> time =
                log.timed() && log.size() > 0 ? Optional.of(EventTimes.of(log, options)) : Optional.empty();
        ValidationReport.Cold cold = cold(eventsOfTrack, entriesOfTrack, eventsOfCharacter, lengths);
        return new ValidationReport(
                dataset.name(),
                counts,
                options.readReport(),
                duplicates,
                time,
                references,
                List.of(
                        Distribution.of("events per character", positive(eventsOfCharacter)),
                        Distribution.of("events per track", positive(eventsOfTrack)),
                        Distribution.of("tracks per playlist", lengths),
                        Distribution.of("playlist entries per track", positive(entriesOfTrack))),
                cold,
                Findings.of(counts, options.readReport(), duplicates, time, references, cold, options));
    }

    /** Distinct pairs, consecutive repeats and identical events. */
    private void countRepeats() {
        int[] lastCharacter = new int[catalog.trackCount()];
        for (int c = 0; c < log.characterCount(); c++) {
            int start = log.start(c);
            int end = log.end(c);
            int sameTimeFrom = start;
            for (int i = start; i < end; i++) {
                int t = log.track(i);
                if (lastCharacter[t] != c + 1) {
                    lastCharacter[t] = c + 1;
                    pairs++;
                }
                if (i > start && t == log.track(i - 1) && log.type(i) == log.type(i - 1)) {
                    consecutiveRepeats++;
                }
                if (log.timed() && log.timeMillis(i) != log.timeMillis(sameTimeFrom)) {
                    countIdentical(sameTimeFrom, i);
                    sameTimeFrom = i;
                }
            }
            if (log.timed()) {
                countIdentical(sameTimeFrom, end);
            }
        }
    }

    private void countIdentical(int from, int to) {
        if (to - from < 2) {
            return;
        }
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = (long) log.track(i) << 8 | log.type(i).ordinal();
        }
        Arrays.sort(keys);
        for (int j = 1; j < keys.length; j++) {
            identicalEvents += keys[j] == keys[j - 1] ? 1 : 0;
        }
    }

    private int[] countPlaylistEntries() {
        IntLists tracks = dataset.playlists().tracks();
        int[] entries = new int[catalog.trackCount()];
        int[] lastPlaylist = new int[catalog.trackCount()];
        for (int p = 0; p < tracks.rows(); p++) {
            for (int j = 0; j < tracks.length(p); j++) {
                int t = tracks.get(p, j);
                entries[t]++;
                if (lastPlaylist[t] == p + 1) {
                    playlistRepeats++;
                }
                lastPlaylist[t] = p + 1;
            }
        }
        return entries;
    }

    /** Compares 64-bit hashes: among a million tracks a false hit has a chance below 1 in 10 million. */
    private int sameTitleAndArtist() {
        LongOpenHashSet seen = new LongOpenHashSet();
        int again = 0;
        for (int t = 0; t < catalog.trackCount(); t++) {
            String title = catalog.title(t);
            if (!title.isEmpty() && catalog.mainArtist(t) != IdMap.ABSENT) {
                long key = Hashing.murmur3_128(catalog.mainArtist(t))
                        .hashString(title, StandardCharsets.UTF_8)
                        .asLong();
                again += seen.add(key) ? 0 : 1;
            }
        }
        return again;
    }

    private static int untold(int size, IntPredicate told) {
        int n = 0;
        for (int idx = 0; idx < size; idx++) {
            n += told.test(idx) ? 0 : 1;
        }
        return n;
    }

    private static int[] positive(int[] counts) {
        return Arrays.stream(counts).filter(n -> n > 0).toArray();
    }

    private ValidationReport.Cold cold(
            int[] eventsOfTrack, int[] entriesOfTrack, int[] eventsOfCharacter, int[] playlistLengths) {
        int unused = 0;
        int once = 0;
        for (int t = 0; t < eventsOfTrack.length; t++) {
            long uses = (long) eventsOfTrack[t] + entriesOfTrack[t];
            unused += uses == 0 ? 1 : 0;
            once += uses == 1 ? 1 : 0;
        }
        int none = (int) Arrays.stream(eventsOfCharacter).filter(n -> n == 0).count();
        int few = (int) Arrays.stream(eventsOfCharacter)
                .filter(n -> n > 0 && n < options.fewEvents())
                .count();
        int empty = (int) Arrays.stream(playlistLengths).filter(n -> n == 0).count();
        return new ValidationReport.Cold(options.fewEvents(), unused, once, none, few, empty);
    }
}
