package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.parallel.Parallel;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artists heard in the same sessions:
 * <pre>
 *   w_s(a)    = 1 if a is a main artist of a track of session s, f if it is only featured, else 0
 *   c(a, b)   = sum over characters of  min(cap, sum over their sessions s of w_s(a) * w_s(b))
 *   n(a)      = sum over characters of  min(cap, sum over their sessions s of w_s(a))
 *   sim(a, b) = c(a, b) / (n(a)^alpha * n(b)^(1 - alpha) + shrinkage)
 * </pre>
 * with f, cap, alpha and shrinkage of {@link ArtistSessionOptions}. An artist counts once in a session however many of its
 * tracks were heard. With alpha 0.5 and no shrinkage the similarity is in [0, 1]. Pairs that too few characters have are
 * dropped, and the best {@link ArtistSessionOptions#neighbours} of each artist are kept, equal ones by id ascending by code
 * point.
 *
 * <p>Any sequences will do: playlists, or whole histories where there are no times. Characters are the owners of the
 * sequences; those of one owner must follow each other, else each run of them counts as a character of its own.
 *
 * <p>The sequences are read once. Fitting is O(sum of squares of artists of a session), spread over the threads, in memory
 * for 8 bytes for each distinct artist of a session and 20 bytes an artist and thread; pairs are never held all at once. The
 * outcome is the same to the bit for any number of threads. Immutable and thread-safe.
 */
public final class ArtistSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ArtistSessions.class);
    private static final int BLOCK = 64;

    private final IdMap artists;
    private final SearchHits[] neighbours;
    private final UnknownIds unknown;

    private ArtistSessions(IdMap artists, SearchHits[] neighbours, UnknownIdPolicy unknownIds) {
        this.artists = artists;
        this.neighbours = neighbours;
        unknown = new UnknownIds("artist sessions", "artist", unknownIds);
    }

    /**
     * Finds who is heard with whom.
     *
     * @param sessions of indices of tracks of the catalogue
     * @param threads 1 or above
     */
    public static ArtistSessions of(
            Sequences sessions,
            Catalog catalog,
            ArtistSessionOptions options,
            UnknownIdPolicy unknownIds,
            int threads) {
        ArtistCorpus corpus = new ArtistCorpus(sessions, catalog, options.featuredWeight(), options.maxArtists());
        if (corpus.cut() > 0) {
            LOG.info(
                    "artist sessions: {} of {} sessions have more than {} artists; the first ones are used"
                            + " (maxArtists)",
                    corpus.cut(),
                    corpus.sessions(),
                    options.maxArtists());
        }
        int n = catalog.artists().size();
        int[] ranks = catalog.artists().codePointRanks();
        double[] sizes = ArtistPairs.sizes(corpus, options.cap(), n);
        SearchHits[] neighbours = new SearchHits[n];
        Parallel.run(threads, (n + BLOCK - 1) / BLOCK, () -> new ArtistPairs(corpus, options, n), (pairs, block) -> {
            for (int a = block * BLOCK; a < Math.min(n, (block + 1) * BLOCK); a++) {
                TopK best = TopK.of(options.neighbours(), ranks);
                pairs.similarTo(a, sizes, best);
                neighbours[a] = best.drain();
            }
        });
        return new ArtistSessions(catalog.artists(), neighbours, unknownIds);
    }

    /** The k most similar artists. */
    public Answer similar(String artistId, int k) {
        return similar(artistId, Wanted.best(k));
    }

    /**
     * The most similar artists among the neighbours kept; fewer than k when fewer of these are eligible.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer similar(String artistId, Wanted wanted) {
        IdPass pass = new IdPass();
        int artist = pass.find(artists, artistId, unknown);
        IntPredicate eligible = pass.eligible(wanted, artists, unknown, IntSets.emptySet());
        List<Neighbour> out = new ArrayList<>();
        if (artist != IdMap.ABSENT) {
            SearchHits hits = neighbours(artist, wanted.k(), eligible);
            for (int i = 0; i < hits.size(); i++) {
                double score = hits.score(i);
                List<Seed> seeds =
                        wanted.seeds() == 0 ? List.of() : List.of(new Seed(Seed.Kind.ARTIST, artistId, score));
                out.add(new Neighbour(artists.id(hits.row(i)), score, Evidence.SESSIONS, seeds));
            }
        }
        return pass.answer(out);
    }

    /** The best eligible neighbours of an artist, all by index. */
    SearchHits neighbours(int artist, int k, IntPredicate eligible) {
        TopK top = TopK.of(k, artists.codePointRanks());
        SearchHits all = neighbours[artist];
        for (int i = 0; i < all.size(); i++) {
            if (eligible.test(all.row(i))) {
                top.push(all.row(i), all.score(i));
            }
        }
        return top.drain();
    }

    /** Raw ids of the artists. */
    IdMap artists() {
        return artists;
    }
}
