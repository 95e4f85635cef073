package io.reco.rerank;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for a list that relaxes less: a candidate that would have spared a rule its relaxation, and was refused or stood
 * elsewhere by then, gets that position promised, as if it were pinned there, and the list is filled again. Caps and spacing
 * reckon with it from the beginning, so that the worst of the tracks that kept it out makes room and the rest of the list stays
 * as it was. A promise is kept when the list is better with it; then the search goes on from there.
 *
 * <p>O(wishes) fills until the next promise is kept, bounded by {@value #WORK} candidates looked at; it may miss a list for which two
 * promises are needed at once.
 */
final class Promises {
    static final long WORK = 50_000;

    private Promises() {}

    /**
     * The best list found.
     *
     * @param greedy the list without promises
     * @param attempt carries out a plan
     * @return {@code greedy} itself when nothing better was found
     */
    static Filling.Outcome search(Filling.Outcome greedy, Function<Filling.Plan, Filling.Outcome> attempt) {
        Filling.Outcome best = greedy;
        Set<Placing.Wish> tried = new HashSet<>();
        long work = 0;
        for (int w = 0; w < best.wishes().size() && work < WORK; w++) {
            Placing.Wish wish = best.wishes().get(w);
            boolean promised =
                    best.plan().promises().stream().anyMatch(promise -> promise.i() == wish.i() || promise.p() == wish.p());
            if (promised || !tried.add(wish)) {
                continue;
            }
            List<Placing.Wish> promises = new ArrayList<>(best.plan().promises());
            promises.add(wish);
            Filling.Outcome outcome =
                    attempt.apply(new Filling.Plan(null, List.copyOf(promises), new int[0], TraceLog.NO_RULE));
            work += outcome.asked();
            if (outcome.isBetterThan(best)) {
                best = outcome;
                tried.clear();
                w = -1;
            }
        }
        return best;
    }
}
