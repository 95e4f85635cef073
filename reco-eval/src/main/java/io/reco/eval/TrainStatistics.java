package io.reco.eval;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.eval.metric.ItemGroups;
import io.reco.eval.metric.ItemTags;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Popularity;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;

/** What metrics need of the training part and the catalogue; never of the test part. */
final class TrainStatistics {
    private TrainStatistics() {}

    /** Popularity (distinct characters with a positive event), main artists, and genres as tags of equal weight. */
    static MetricResources of(Dataset train, EventSemantics semantics) {
        Catalog catalog = train.catalog();
        int[] artists = new int[catalog.trackCount()];
        for (int t = 0; t < artists.length; t++) {
            int artist = catalog.mainArtist(t);
            artists[t] = artist == IdMap.ABSENT ? ItemGroups.NONE : artist;
        }
        MetricResources resources = MetricResources.none()
                .withArtists(new ItemGroups(artists))
                .withTags(genres(catalog))
                .withItems(artists.length);
        EventLog log = train.events();
        int[] counts = listeners(catalog.trackCount(), semantics, log);
        int characters = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            characters += positive(log, c, semantics).isEmpty() ? 0 : 1;
        }
        return characters == 0
                ? resources
                : resources.withPopularity(
                        Popularity.of(counts, characters, catalog.tracks().codePointRanks()));
    }

    /** Distinct characters with a positive event in one of the logs, by track. */
    static int[] listeners(int tracks, EventSemantics semantics, EventLog... logs) {
        int[] counts = new int[tracks];
        for (int c = 0; c < logs[0].characterCount(); c++) {
            IntOpenHashSet heard = new IntOpenHashSet();
            for (EventLog log : logs) {
                heard.addAll(positive(log, c, semantics));
            }
            heard.forEach(track -> counts[track]++);
        }
        return counts;
    }

    private static IntOpenHashSet positive(EventLog log, int c, EventSemantics semantics) {
        IntOpenHashSet tracks = new IntOpenHashSet();
        for (int i = log.start(c); i < log.end(c); i++) {
            if (semantics.isPositive(log, i)) {
                tracks.add(log.track(i));
            }
        }
        return tracks;
    }

    /** Distinct tracks of the character's positive events, ascending. */
    static int[] positiveTracks(EventLog log, int c, EventSemantics semantics) {
        int[] sorted = positive(log, c, semantics).toIntArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static ItemTags genres(Catalog catalog) {
        IntLists lists = catalog.trackGenres();
        int[] offsets = new int[catalog.trackCount() + 1];
        IntArrayList tags = new IntArrayList();
        for (int t = 0; t < catalog.trackCount(); t++) {
            Arrays.stream(lists.toArray(t)).sorted().distinct().forEach(tags::add);
            offsets[t + 1] = tags.size();
        }
        double[] weights = new double[tags.size()];
        Arrays.fill(weights, 1);
        return new ItemTags(
                offsets,
                tags.toIntArray(),
                weights,
                Math.max(1, catalog.genres().size()));
    }
}
