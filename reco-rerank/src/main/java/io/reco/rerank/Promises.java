package io.reco.rerank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for a list that relaxes less: a candidate that would have spared a rule its relaxation, and was refused or stood
 * elsewhere by then, gets that position promised, as if it were pinned there, and the list is filled again. Caps and spacing
 * reckon with it from the beginning, so that the worst of the tracks that kept it out makes room and the rest of the list stays
 * as it was. First all such positions are promised at once (what a cap then refuses is not); if the list is not better by
 * that, one after the other. A list that is better is where the search goes on from.
 *
 * <p>The caller bounds the work. It may miss a list for which a track has to be given up that no rule
 * names, or two promises are needed at once.
 */
final class Promises {
    private final Function<Filling.Plan, Filling.Outcome> attempt;
    private Filling.Outcome best;
    private boolean ranOut;

    private Promises(Filling.Outcome greedy, Function<Filling.Plan, Filling.Outcome> attempt) {
        best = greedy;
        this.attempt = attempt;
    }

    /**
     * The best list found.
     *
     * @param greedy the list without promises; what its plan leaves out stays out
     * @param attempt carries out a plan; one that comes back not whole ends the search
     * @return {@code greedy} itself when nothing better was found
     */
    static Filling.Outcome search(Filling.Outcome greedy, Function<Filling.Plan, Filling.Outcome> attempt) {
        Promises search = new Promises(greedy, attempt);
        while (search.isBetterWithAll() || search.isBetterWithOne()) {}
        return search.best;
    }

    private boolean isBetterWithAll() {
        List<Placing.Wish> promises = new ArrayList<>(best.plan().promises());
        for (Placing.Wish wish : best.wishes()) {
            if (isFree(promises, wish)) {
                promises.add(wish);
            }
        }
        return promises.size() > best.plan().promises().size() + 1 && isBetterWith(promises);
    }

    private boolean isBetterWithOne() {
        for (Placing.Wish wish : best.wishes()) {
            List<Placing.Wish> promises = new ArrayList<>(best.plan().promises());
            if (isFree(promises, wish)) {
                promises.add(wish);
                if (isBetterWith(promises)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isFree(List<Placing.Wish> promises, Placing.Wish wish) {
        return promises.stream().noneMatch(promise -> promise.i() == wish.i() || promise.p() == wish.p());
    }

    private boolean isBetterWith(List<Placing.Wish> promises) {
        if (ranOut) {
            return false;
        }
        Filling.Outcome outcome = attempt.apply(
                new Filling.Plan(best.plan().without(), List.copyOf(promises), new int[0], TraceLog.NO_RULE));
        ranOut = !outcome.whole();
        boolean better = outcome.isBetterThan(best);
        best = better ? outcome : best;
        return better;
    }
}
