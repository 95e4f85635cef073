package io.reco.transformer;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/** Which items of a model the tracks of a catalogue are. Immutable. */
final class CatalogItems {
    private final TransformerModel model;
    private final int trackCount;
    private final int[] itemOfTrack;
    private final int[] trackOfItem;

    CatalogItems(TransformerModel model, IdMap tracks) {
        this.model = model;
        this.trackCount = tracks.size();
        itemOfTrack = new int[tracks.size()];
        trackOfItem = new int[model.tracks().size()];
        Arrays.fill(trackOfItem, IdMap.ABSENT);
        for (int t = 0; t < itemOfTrack.length; t++) {
            int item = model.tracks().indexOf(tracks.id(t));
            itemOfTrack[t] = item != IdMap.ABSENT && model.knows(item) ? item : IdMap.ABSENT;
            if (itemOfTrack[t] != IdMap.ABSENT) {
                trackOfItem[item] = t;
            }
        }
    }

    int trackCount() {
        return trackCount;
    }

    /** The item of a track; {@link IdMap#ABSENT} if the model does not know it. */
    int item(int track) {
        return itemOfTrack[track];
    }

    /** The track of an item; {@link IdMap#ABSENT} if the catalogue does not have it, or the model does not know it. */
    int track(int item) {
        return trackOfItem[item];
    }

    /** The score of one track as the next of a query's history; negative infinity without opinion. */
    float score(SequenceEncoder encoder, ItemScores scores, ResolvedQuery query, int track) {
        ItemHistory history = history(query, encoder.maxEvents());
        return item(track) == IdMap.ABSENT || history.length() == 0
                ? Float.NEGATIVE_INFINITY
                : scores.of(encoder.encode(history), item(track));
    }

    /** The events of a query's history that the model knows, the latest n. */
    ItemHistory history(ResolvedQuery query, int n) {
        int[] tracks = query.historyTracks();
        int from = tracks.length;
        for (int found = 0; from > 0 && found < n; from--) {
            found += item(tracks[from - 1]) == IdMap.ABSENT ? 0 : 1;
        }
        IntArrayList items = new IntArrayList(tracks.length - from);
        LongArrayList millis = new LongArrayList(tracks.length - from);
        for (int i = from; i < tracks.length; i++) {
            if (item(tracks[i]) != IdMap.ABSENT) {
                items.add(item(tracks[i]));
                millis.add(query.historyMillis()[i]);
            }
        }
        return new ItemHistory(items.toIntArray(), millis.toLongArray(), query.gender(), query.ageBand());
    }
}
