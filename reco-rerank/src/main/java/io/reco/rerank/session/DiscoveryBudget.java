package io.reco.rerank.session;

import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;

/**
 * Says for each position of a session how new its track should be. Of the first n tracks, {@code newTracks * n} rounded (halves
 * down) are new, and of the first m new ones {@code newArtists / newTracks * m} rounded are by new artists: both within 1 of
 * the share at every prefix, evenly spread, and up to a half a known track comes before each new one. Where what is wanted
 * runs out, another kind comes instead (for a new artist a new track, if there is one); that is not made up for later, so that
 * no run of unknown tracks follows.
 *
 * @param newTracks share of new tracks, in [0, 1]
 * @param newArtists share of tracks by new artists, in [0, newTracks]
 * @param from number of tracks the session has given
 * @param heard before this list
 */
record DiscoveryBudget(double newTracks, double newArtists, int from, Heard heard) implements FillRule {
    @Override
    public String name() {
        return "discovery-budget";
    }

    @Override
    public boolean refuses() {
        return false;
    }

    /** What position {@code p} of the session, 0 being the first, should hold. */
    static Discovery wanted(double newTracks, double newArtists, int p) {
        int before = rounded(newTracks, p);
        if (rounded(newTracks, p + 1) == before) {
            return Discovery.KNOWN;
        }
        double part = newArtists / newTracks;
        return rounded(part, before + 1) > rounded(part, before) ? Discovery.NEW_ARTIST : Discovery.NEW_TRACK;
    }

    /** Halves down; shares like 0.3 are not exact in binary. */
    private static int rounded(double share, int n) {
        return (int) Math.floor(share * n + 0.5 - 1e-9);
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Heard soFar = heard.copy();
        return new Constraint() {
            private int position = from;

            @Override
            public int degree(int i) {
                Discovery wanted = wanted(newTracks, newArtists, position);
                Discovery there = soFar.discovery(pool.track(i));
                if (there == wanted) {
                    return 0;
                }
                return wanted == Discovery.NEW_ARTIST && there == Discovery.KNOWN ? 2 : 1;
            }

            @Override
            public void place(int i) {
                soFar.add(pool.track(i));
                position++;
            }
        };
    }

    @Override
    public String toString() {
        return "DiscoveryBudget[newTracks=" + newTracks + ", newArtists=" + newArtists + ", from=" + from + "]";
    }
}
