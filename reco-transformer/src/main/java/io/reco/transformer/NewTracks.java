package io.reco.transformer;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Adds tracks to a model that are known by their attributes alone. */
final class NewTracks {
    private final TransformerModel model;
    private final Catalog catalog;
    private final int[] artists;
    private final int[] albums;
    private final int[] genres;

    private NewTracks(TransformerModel model, Catalog catalog) {
        this.model = model;
        this.catalog = catalog;
        BitSet trained = Untrained.attributes(model.features(), model.supports());
        AttributeIds ids = model.attributes();
        artists = rows(catalog.artists(), ids.artists(), 0, trained);
        albums = rows(catalog.albums(), ids.albums(), ids.artists().size(), trained);
        genres = rows(
                catalog.genres(),
                ids.genres(),
                ids.artists().size() + ids.albums().size(),
                trained);
    }

    /** See {@link TransformerModel#withTracksOf}. */
    static TransformerModel add(TransformerModel model, Catalog catalog) {
        return model.attributes().size() == 0 || !model.options().tiedOutputs()
                ? model
                : new NewTracks(model, catalog).add();
    }

    /** Row of each id in the table of attributes; {@link IdMap#ABSENT} if it has none. */
    private static int[] rows(IdMap ids, IdMap known, int from, BitSet trained) {
        int[] rows = new int[ids.size()];
        for (int i = 0; i < rows.length; i++) {
            int at = known.indexOf(ids.id(i));
            rows[i] = at == IdMap.ABSENT || !trained.get(from + at) ? IdMap.ABSENT : from + at;
        }
        return rows;
    }

    private TransformerModel add() {
        List<String> ids = new ArrayList<>(model.tracks().ids());
        IntArrayList offsets = new IntArrayList(model.features().offsets());
        IntArrayList values = new IntArrayList(model.features().values());
        for (int t = 0; t < catalog.trackCount(); t++) {
            String id = catalog.tracks().id(t);
            if (model.tracks().indexOf(id) == IdMap.ABSENT && addAttributes(t, values)) {
                ids.add(id);
                offsets.add(values.size());
            }
        }
        if (ids.size() == model.tracks().size()) {
            return model;
        }
        TransformerWeights old = model.weights();
        ItemFeatures features = ItemFeatures.of(
                offsets.toIntArray(), values.toIntArray(), model.features().attributeCount());
        TransformerWeights weights = TransformerWeights.zeros(model.options(), features);
        int stride = old.items().length / (old.itemCount() + 1);
        int own = old.itemCount() * stride;
        System.arraycopy(old.dense(), 0, weights.dense(), 0, old.dense().length);
        System.arraycopy(old.attributes(), 0, weights.attributes(), 0, old.attributes().length);
        System.arraycopy(old.items(), 0, weights.items(), 0, own);
        System.arraycopy(old.items(), own, weights.items(), weights.itemCount() * stride, stride);
        return new TransformerModel(
                weights,
                features,
                IdMap.of(ids),
                model.attributes(),
                Arrays.copyOf(model.supports(), ids.size()),
                model.trainingOptions(),
                model.training());
    }

    private boolean addAttributes(int track, IntArrayList values) {
        int before = values.size();
        for (int j = 0; j < catalog.creditCount(track); j++) {
            addDistinct(values, before, artists[catalog.creditArtist(track, j)]);
        }
        if (catalog.album(track) != IdMap.ABSENT) {
            addDistinct(values, before, albums[catalog.album(track)]);
        }
        for (int genre : catalog.trackGenres().toArray(track)) {
            addDistinct(values, before, genres[genre]);
        }
        return values.size() > before;
    }

    private static void addDistinct(IntArrayList values, int from, int row) {
        if (row != IdMap.ABSENT && values.subList(from, values.size()).indexOf(row) < 0) {
            values.add(row);
        }
    }
}
