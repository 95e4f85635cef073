package io.reco.rerank.rule;

import io.reco.core.data.EventSemantics;
import io.reco.rerank.Familiarity;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;

/**
 * Mixes what the character has heard with what it has not: of the first {@code n} positions {@code floor(share * n)} are new,
 * evenly interleaved, so that up to a share of a half a new track always follows a known one. Where one kind runs out the
 * rule is relaxed and the list goes on with the other.
 *
 * @param share share of new tracks, in [0, 1]
 * @param unit what must be new
 * @param semantics which events of the history count as heard
 */
public record KnownMix(double share, Unit unit, EventSemantics semantics) implements FillRule {
    /** What must not have been heard for a track to count as new. */
    public enum Unit {
        /** The track. */
        TRACK,
        /** Every credited artist of the track; one without credits counts as new. */
        ARTIST
    }

    /** Checks the range. */
    public KnownMix {
        Parameters.requireShare("known-mix", "share", share);
    }

    @Override
    public String name() {
        return "known-mix";
    }

    @Override
    public boolean refuses() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Familiarity heard = Familiarity.of(context, semantics);
        return new Constraint() {
            private int position;

            @Override
            public int degree(int i) {
                boolean wantNew = target(position + 1) > target(position);
                return isNew(pool.track(i), heard) == wantNew ? 0 : 1;
            }

            @Override
            public void place(int i) {
                position++;
            }
        };
    }

    /** New tracks wanted in the first {@code n} positions; shares like 0.3 are not exact in binary. */
    private double target(int n) {
        return Math.floor(share * n + 1e-9);
    }

    private boolean isNew(int t, Familiarity heard) {
        return unit == Unit.TRACK ? !heard.hasTrack(t) : !heard.hasAnyArtistOf(t);
    }
}
