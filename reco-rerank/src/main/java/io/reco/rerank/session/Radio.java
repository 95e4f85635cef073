package io.reco.rerank.session;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Familiarity;
import io.reco.rerank.JustPlayed;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RulePipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one-button session: goes on track by track from any source of candidates. It gives nothing twice, keeps a budget of
 * discovery ({@link RadioOptions}), reacts to skips, likes and replays for the rest of the session, and runs the rules of a
 * surface over the whole session: caps, spacing and the licence window count the tracks it has given before as if they stood
 * in front of the list.
 *
 * <p>{@link #next} is a pure function: the same source, context, state, events and number give the same answer, whoever asks and
 * on whichever machine. Nothing is kept here; the {@link RadioState} is the session. What is drawn by chance depends on the
 * seed of the context and on how far the session is.
 *
 * <p><b>Order of the rules.</b> Those of the surface and those of the session run by stage; within a stage the session's run
 * last. So where not all can hold, the budget gives way before the surface's spacing does, and both only after candidates
 * were pulled down to {@link RadioOptions#strictDepth}.
 *
 * <p>For a listener of whom nothing is known to have been heard there is no budget: all is new.
 *
 * <p>Time is linear in the candidates and in the length of the session. Immutable and thread-safe.
 */
public final class Radio {
    private final List<Rule> rules;
    private final RadioOptions options;
    private final boolean tracing;

    private Radio(List<Rule> rules, RadioOptions options, boolean tracing) {
        this.rules = rules;
        this.options = options;
        this.tracing = tracing;
    }

    /**
     * A radio.
     *
     * @param rules rules of the surface; may be none
     * @param options the dials
     * @throws IllegalArgumentException if the rules do not go together, or not with the two fill rules of the session
     */
    public static Radio of(List<? extends Rule> rules, RadioOptions options) {
        List<Rule> all = new ArrayList<>(rules);
        all.add(new OneRelease());
        // A stand-in: the budget is another fill rule, of which a pipeline takes so many.
        all.add(new OneRelease());
        RulePipeline.of(all);
        return new Radio(RulePipeline.of(rules).rules(), options, false);
    }

    /** A copy that does, or does not, write a trace of every step. */
    public Radio withTrace(boolean newTracing) {
        return new Radio(rules, options, newTracing);
    }

    /**
     * The next tracks. To react soon, ask for few at a time.
     *
     * @param source where to pull candidates from
     * @param context the listener, the catalogue and the moment; its history is what was heard before the session
     * @param state the session so far
     * @param events what the listener did since the last step, in order
     * @param n number of tracks wanted, 1 or above
     * @throws IllegalArgumentException if the session has not given a track of an event, or is that of another character
     */
    public RadioStep next(
            CandidateSource source, RuleContext context, RadioState state, List<RadioEvent> events, int n) {
        if (state.size() > 0 && !state.characterId().equals(context.characterId())) {
            throw new IllegalArgumentException("the session is of " + character(state.characterId())
                    + ", the context of " + character(context.characterId()));
        }
        RadioState now = state.after(events);
        Catalog catalog = context.catalog();
        SessionTaste taste = new SessionTaste(options.artistWeight(), options.genreWeight());
        int[] tracks = new int[now.size()];
        long[] starts = new long[now.size()];
        int known = 0;
        for (RadioTrack track : now.tracks()) {
            int t = catalog.tracks().indexOf(track.trackId());
            // The session may have begun with tracks that the catalogue does not hold any more.
            if (t != IdMap.ABSENT) {
                taste.add(catalog, t, track.taste());
                tracks[known] = t;
                starts[known] = track.startMillis();
                known++;
            }
        }
        tracks = Arrays.copyOf(tracks, known);
        JustPlayed played = JustPlayed.of(tracks, Arrays.copyOf(starts, known)).endingAt(now.endMillis());
        Familiarity before = Familiarity.of(context, options.semantics());
        Heard heard = Heard.of(before, catalog, tracks);

        List<Rule> all = new ArrayList<>(rules);
        all.add(new NoRepeats(tracks, context));
        all.add(new OneRelease());
        all.add(taste);
        if (!before.isEmpty()) {
            all.add(new DiscoveryBudget(options.newTracks(), options.newArtists(), now.size(), heard));
        }
        Reranked list = RulePipeline.of(all)
                .withTrace(tracing)
                .withStrictDepth(plus(options.strictDepth(), now.size()))
                .apply(
                        source,
                        context.withJustPlayed(played).withSeed(SplitMix64.hash(context.seed(), now.size())),
                        n,
                        plus(options.depth(), now.size()));
        List<RadioTrack> planned = planned(list, heard, Math.max(now.endMillis(), context.nowMillis()));
        return new RadioStep(now.plus(context.characterId(), planned), list);
    }

    private static String character(String id) {
        return id.isEmpty() ? "a listener without an id" : "character '" + id + "'";
    }

    private static int plus(int depth, int played) {
        return (int) Math.min(Integer.MAX_VALUE, (long) depth + played);
    }

    /** The tracks of the list, one after the other from a moment on. */
    private static List<RadioTrack> planned(Reranked list, Heard heard, long fromMillis) {
        Catalog catalog = list.context().catalog();
        List<RadioTrack> planned = new ArrayList<>();
        long start = fromMillis;
        for (int p = 0; p < list.size(); p++) {
            int t = list.track(p);
            long end = start + Math.max(0, catalog.durationMillis(t));
            planned.add(RadioTrack.planned(catalog.tracks().id(t), start, end, heard.discovery(t)));
            heard.add(t);
            start = end;
        }
        return planned;
    }

    @Override
    public String toString() {
        return "Radio[" + rules + ", " + options + "]";
    }
}
