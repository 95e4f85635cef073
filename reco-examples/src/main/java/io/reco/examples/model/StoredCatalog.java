package io.reco.examples.model;

import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.data.Artist;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What a model needs of a catalogue to be read by people, as a bundle of its own: titles, artists and their names, credits,
 * genres and their names. Id lists {@code tracks}, {@code titles}, {@code artists}, {@code artist_names}, {@code genres}
 * and {@code genre_names}; tensors {@code credit_ends}, {@code credit_artists}, {@code credit_roles}, {@code genre_ends}
 * and {@code genre_of_track}. Everything else of the catalogue is not kept.
 */
final class StoredCatalog {
    static final String KIND = "catalog";

    private StoredCatalog() {}

    /** Saves; an existing bundle is replaced. */
    static void save(Catalog catalog, Path directory) throws IOException {
        int tracks = catalog.trackCount();
        int[] creditEnds = new int[tracks];
        int[] genreEnds = new int[tracks];
        int credits = 0;
        int genres = 0;
        for (int t = 0; t < tracks; t++) {
            credits += catalog.creditCount(t);
            genres += catalog.trackGenres().length(t);
            creditEnds[t] = credits;
            genreEnds[t] = genres;
        }
        int[] artists = new int[credits];
        byte[] roles = new byte[credits];
        int[] genreOfTrack = new int[genres];
        int c = 0;
        int g = 0;
        for (int t = 0; t < tracks; t++) {
            for (int j = 0; j < catalog.creditCount(t); j++) {
                artists[c] = catalog.creditArtist(t, j);
                roles[c++] = (byte) catalog.creditRole(t, j).ordinal();
            }
            for (int j = 0; j < catalog.trackGenres().length(t); j++) {
                genreOfTrack[g++] = catalog.trackGenres().get(t, j);
            }
        }
        try (BundleWriter out = ModelBundle.writer(directory, KIND)) {
            out.provenance(new Provenance("", new TreeMap<>(), 0, 1, new TreeMap<>(), "", new TreeMap<>()))
                    .ids("tracks", catalog.tracks().ids())
                    .ids("titles", texts(tracks, catalog::title))
                    .ids("artists", catalog.artists().ids())
                    .ids("artist_names", texts(catalog.artists().size(), catalog::artistName))
                    .ids("genres", catalog.genres().ids())
                    .ids("genre_names", texts(catalog.genres().size(), catalog::genreName))
                    .tensor("credit_ends", creditEnds, tracks)
                    .tensor("credit_artists", artists, credits)
                    .tensor("credit_roles", roles, credits)
                    .tensor("genre_ends", genreEnds, tracks)
                    .tensor("genre_of_track", genreOfTrack, genres)
                    .commit();
        }
    }

    /**
     * Loads: the same tracks, artists and genres at the same indices.
     *
     * @throws IOException if it is not such a bundle, or its parts do not fit together
     */
    static Catalog load(Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(directory, KIND)) {
            List<String> tracks = bundle.ids("tracks");
            List<String> titles = bundle.ids("titles");
            List<String> artists = bundle.ids("artists");
            List<String> artistNames = bundle.ids("artist_names");
            List<String> genres = bundle.ids("genres");
            List<String> genreNames = bundle.ids("genre_names");
            int[] creditEnds = bundle.ints("credit_ends");
            int[] creditArtists = bundle.ints("credit_artists");
            byte[] creditRoles = bundle.bytes("credit_roles");
            int[] genreEnds = bundle.ints("genre_ends");
            int[] genreOfTrack = bundle.ints("genre_of_track");
            CatalogBuilder builder = new CatalogBuilder();
            for (int a = 0; a < artists.size(); a++) {
                builder.addArtist(new Artist(artists.get(a), artistNames.get(a)));
            }
            for (int g = 0; g < genres.size(); g++) {
                builder.nameGenre(genres.get(g), genreNames.get(g));
            }
            CreditRole[] roles = CreditRole.values();
            int c = 0;
            int g = 0;
            for (int t = 0; t < tracks.size(); t++) {
                Track.Builder track = Track.builder(tracks.get(t)).title(titles.get(t));
                for (; c < creditEnds[t]; c++) {
                    track.credit(artists.get(creditArtists[c]), roles[creditRoles[c]]);
                }
                int from = g;
                g = genreEnds[t];
                track.genres(texts(g - from, j -> genres.get(genreOfTrack[from + j])));
                builder.addTrack(track.build());
            }
            return builder.build();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(directory + ": not a usable catalogue: " + e.getMessage(), e);
        }
    }

    /** Whether a catalogue is about exactly these tracks. */
    static boolean fits(Catalog catalog, IdMap tracks) {
        return catalog.tracks().equals(tracks);
    }

    private static List<String> texts(int size, IntFunction<String> text) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return text.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
