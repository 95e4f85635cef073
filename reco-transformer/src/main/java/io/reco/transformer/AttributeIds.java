package io.reco.transformer;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import java.util.List;

/**
 * What the attributes of {@link ItemFeatures} are called, in their numbering: artists first, then albums, then genres. With it
 * a model can read the attributes of tracks that it was not trained on.
 *
 * @param artists raw ids
 * @param albums raw ids
 * @param genres raw ids
 */
public record AttributeIds(IdMap artists, IdMap albums, IdMap genres) {
    /** Of a model without attributes. */
    public static final AttributeIds NONE =
            new AttributeIds(IdMap.of(List.of()), IdMap.of(List.of()), IdMap.of(List.of()));

    /** Those of a catalogue, whose features are {@link ItemFeatures#of(Catalog, int[])}. */
    public static AttributeIds of(Catalog catalog) {
        return new AttributeIds(catalog.artists(), catalog.albums(), catalog.genres());
    }

    /** How many there are. */
    public int size() {
        return artists.size() + albums.size() + genres.size();
    }
}
