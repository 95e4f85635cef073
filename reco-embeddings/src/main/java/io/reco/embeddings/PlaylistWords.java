package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Tracks and playlists for a title or tags alone: a playlist that is empty yet, or a search.
 * <pre>
 *   vector(word)  = direction of the sum of the unit vectors of the playlists that carry the word in title or tags
 *   idf(word)     = log(1 + playlists / playlists with the word)
 *   vector(query) = direction of the sum over distinct words of  idf(word) * vector(word)
 *   score(track)  = cosine(vector(query), track) + popularity term,     score(playlist) = cosine(vector(query), playlist)
 * </pre>
 * Text is normalised (NFKC, lower case) and cut into words in any script; words of too few playlists are not known. The seeds
 * are words. Unknown words are told in {@link Answer#unknown} and are no error. If no word is known, the answer is what is
 * popular ({@link Evidence#POPULARITY}): tracks by the number of playlists that have them, playlists by followers, or by
 * number of tracks where followers are told of none; and if fewer than k have a vector, these follow with lower scores. So exactly k come back whenever k are
 * eligible.
 *
 * <p>Fitting is O((words + tracks of the playlists) x dimension). Immutable and thread-safe.
 */
public final class PlaylistWords {
    private final Dataset data;
    private final IdMap words;
    private final FloatMatrix unit;
    private final double[] idf;
    private final VectorIndex tracks;
    private final VectorIndex playlists;
    private final float[] terms;
    private final Popularity popularTracks;
    private final Popularity popularPlaylists;
    private final UnknownIds unknownTracks;
    private final UnknownIds unknownPlaylists;

    private PlaylistWords(
            Dataset data,
            TrackVectors vectors,
            PlaylistVectors playlistVectors,
            Map<String, Word> known,
            PlaylistWordOptions options,
            UnknownIdPolicy unknownIds) {
        this.data = data;
        tracks = vectors.index();
        playlists = playlistVectors.index();
        words = IdMap.of(known.keySet());
        unit = FloatMatrix.allocate(known.size(), vectors.dimension());
        idf = new double[known.size()];
        int row = 0;
        for (Word word : known.values()) {
            unit.setRow(row, word.sum.direction(), 0);
            idf[row++] = Math.log1p(data.playlists().size() / (double) word.playlists);
        }
        popularTracks = Popularity.inPlaylists(data);
        popularPlaylists = new Popularity(data.playlists().ids(), popularity(data.playlists()));
        double[] support = new double[vectors.rows()];
        Arrays.setAll(support, r -> popularTracks.count(vectors.track(r)));
        terms = options.popularityWeight() == 0
                ? RowTerms.NONE
                : RowTerms.popularity(support, options.popularityWeight());
        unknownTracks = new UnknownIds("playlist words", "track", unknownIds);
        unknownPlaylists = new UnknownIds("playlist words", "playlist", unknownIds);
    }

    /** What is gathered of one word. */
    private static final class Word {
        private final VectorSum sum;
        private int playlists;

        Word(FloatMatrix space) {
            sum = new VectorSum(space);
        }
    }

    /**
     * Learns the words of the playlists of a data set.
     *
     * @param vectors of its tracks
     * @param unknownIds what to do with unknown ids among the exclusions
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices
     */
    public static PlaylistWords fit(
            TrackVectors vectors, Dataset data, PlaylistWordOptions options, UnknownIdPolicy unknownIds) {
        vectors.requireTracks(data.catalog().tracks());
        PlaylistVectors playlistVectors = new PlaylistVectors(vectors, data.playlists());
        VectorIndex index = playlistVectors.index();
        Map<String, Word> all = new TreeMap<>();
        for (int row = 0; row < index.rows(); row++) {
            for (String word : wordsOf(data.playlists(), index.entity(row), data.catalog())) {
                Word gathered = all.computeIfAbsent(word, w -> new Word(index.unitMatrix()));
                gathered.sum.add(row, 1);
                gathered.playlists++;
            }
        }
        all.values().removeIf(word -> word.playlists < options.minPlaylists() || word.sum.norm() == 0);
        return new PlaylistWords(data, vectors, playlistVectors, all, options, unknownIds);
    }

    private static Set<String> wordsOf(Playlists playlists, int p, Catalog catalog) {
        List<String> tags = new ArrayList<>();
        for (int tag : playlists.tags().toArray(p)) {
            tags.add(catalog.tags().id(tag));
        }
        return wordsOf(playlists.title(p), tags);
    }

    private static Set<String> wordsOf(String title, Collection<String> tags) {
        Set<String> out = new LinkedHashSet<>(Words.of(title));
        tags.forEach(tag -> out.addAll(Words.of(tag)));
        return out;
    }

    /** Followers, or where these are told of none the number of tracks. */
    private static int[] popularity(Playlists playlists) {
        boolean told = IntStream.range(0, playlists.size()).anyMatch(p -> playlists.followers(p) >= 0);
        int[] counts = new int[playlists.size()];
        Arrays.setAll(
                counts,
                p -> told
                        ? Math.max(0, playlists.followers(p))
                        : playlists.tracks().length(p));
        return counts;
    }

    /** The words that are known, in no particular order. */
    public Set<String> words() {
        return Set.copyOf(words.ids());
    }

    /**
     * Tracks for a title and tags.
     *
     * @param title may be empty
     * @param tags may be empty
     * @throws io.reco.core.recommend.UnknownIdException if an excluded track is unknown and the policy says to fail
     */
    public Answer tracks(String title, Collection<String> tags, Wanted wanted) {
        IdPass pass = new IdPass();
        IdMap ids = data.catalog().tracks();
        IntPredicate eligible = pass.eligible(wanted, ids, unknownTracks, IntSets.emptySet());
        List<Neighbour> found = near(sum(title, tags, pass), tracks, terms, wanted, eligible);
        return pass.answer(popularTracks.fill(found, wanted.k(), eligible));
    }

    /**
     * Playlists for a title and tags.
     *
     * @param title may be empty
     * @param tags may be empty
     * @throws io.reco.core.recommend.UnknownIdException if an excluded playlist is unknown and the policy says to fail
     */
    public Answer playlists(String title, Collection<String> tags, Wanted wanted) {
        IdPass pass = new IdPass();
        IntPredicate eligible = pass.eligible(wanted, data.playlists().ids(), unknownPlaylists, IntSets.emptySet());
        List<Neighbour> found = near(sum(title, tags, pass), playlists, RowTerms.NONE, wanted, eligible);
        return pass.answer(popularPlaylists.fill(found, wanted.k(), eligible));
    }

    private SeedSum sum(String title, Collection<String> tags, IdPass pass) {
        SeedSum sum = new SeedSum(unit);
        for (String word : new TreeSet<>(wordsOf(title, tags))) {
            int w = words.indexOf(word);
            if (w == IdMap.ABSENT) {
                pass.addUnknown(word);
            } else {
                sum.add(w, idf[w]);
            }
        }
        return sum;
    }

    private List<Neighbour> near(
            SeedSum sum, VectorIndex index, float[] rowTerms, Wanted wanted, IntPredicate eligible) {
        if (sum.norm() == 0) {
            return List.of();
        }
        SearchHits hits = index.nearest(sum.direction(), rowTerms, wanted.k(), eligible);
        SeedShares shares =
                new SeedShares(List.of(sum), unit, (row, amount) -> new Seed(Seed.Kind.WORD, words.id(row), amount));
        return Neighbours.of(hits, index, Evidence.VECTORS, row -> shares.of(index.vector(row), wanted.seeds()));
    }
}
