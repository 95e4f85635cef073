package io.reco.examples.model;

import io.reco.core.data.Artist;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.IdMap;
import java.util.Optional;

/** The catalogue of new data and of the model that training is continued from. */
public final class CatalogUnion {
    private CatalogUnion() {}

    /**
     * All tracks of new data at the indices that they have there, then those that only the model knows; what both tell of a
     * track or an artist is told by the new data.
     */
    public static Catalog of(Catalog data, ModelDirectory.Opened model) {
        CatalogBuilder builder = new CatalogBuilder();
        add(builder, data);
        Optional<Catalog> known = model.catalog();
        if (known.isPresent()) {
            add(builder, known.get());
        }
        for (String id : model.model().vectors().tracks().ids()) {
            builder.track(id);
        }
        return builder.build();
    }

    private static void add(CatalogBuilder builder, Catalog catalog) {
        IdMap tracks = catalog.tracks();
        for (int t = 0; t < tracks.size(); t++) {
            if (catalog.trackTold(t) && !builder.trackTold(tracks.id(t))) {
                builder.addTrack(catalog.track(t));
            } else {
                builder.track(tracks.id(t));
            }
        }
        IdMap artists = catalog.artists();
        for (int a = 0; a < artists.size(); a++) {
            if (catalog.artistTold(a) && !builder.artistTold(artists.id(a))) {
                builder.addArtist(new Artist(artists.id(a), catalog.artistName(a)));
            }
        }
        IdMap genres = catalog.genres();
        for (int g = 0; g < genres.size(); g++) {
            if (!catalog.genreName(g).isEmpty()) {
                builder.nameGenre(genres.id(g), catalog.genreName(g));
            }
        }
    }
}
