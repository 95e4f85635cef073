package io.reco.rerank.rule;

import io.reco.core.data.EventSemantics;
import io.reco.rerank.Familiarity;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;

/**
 * Mixes what the character has heard with what it has not: of the first {@code n} positions {@code floor(share * n)} are new,
 * evenly interleaved, so that up to a share of a half a new track always follows a known one. Tracks in fixed positions are
 * reckoned with: a new one comes earlier when a known one has its position. Where one kind runs out the rule is relaxed and the
 * list goes on with the other. To a character that has heard nothing all is new: the rule changes nothing.
 *
 * @param share share of new tracks, in [0, 1]; with 0 they come after all known ones
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

    /** The one group of the targets. */
    private static final int NEW = 0;

    private static final Constraint ALL_NEW = new Constraint() {
        @Override
        public int degree(int i) {
            return 0;
        }

        @Override
        public int demand() {
            return 0;
        }

        @Override
        public void place(int i) {}
    };

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
    public int wantedGroups() {
        return 1;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Familiarity heard = Familiarity.of(context, semantics);
        if (heard.isEmpty()) {
            return ALL_NEW;
        }
        int room = Math.min(k, pool.size());
        Remembered groups = new Remembered(pool.size(), i -> isNew(pool.track(i), heard) ? NEW : -1);
        PrefixTargets targets = new PrefixTargets(new int[][] {PrefixTargets.ofShare(share, room)}, room);
        return new Constraint() {
            @Override
            public int degree(int i) {
                return newIsWanted() == (groups.group(i) == NEW) ? 0 : 1;
            }

            private boolean newIsWanted() {
                return !targets.fits(-1) || targets.isBehind(NEW);
            }

            @Override
            public int demand() {
                return newIsWanted() ? 1 : 0;
            }

            @Override
            public void place(int i) {
                targets.place(groups.group(i));
            }

            @Override
            public boolean reserve(int i, int position) {
                targets.reserve(groups.group(i), position);
                return false;
            }
        };
    }

    private boolean isNew(int t, Familiarity heard) {
        return unit == Unit.TRACK ? !heard.hasTrack(t) : !heard.hasAnyArtistOf(t);
    }
}
