package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** An objective that writes down what each pick was worth. */
final class Values implements ObjectiveRule {
    final List<Double> placed = new ArrayList<>();
    private final ObjectiveRule rule;

    Values(ObjectiveRule rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        Objective inner = rule.bind(pool, context, k);
        return new Objective() {
            @Override
            public double value(int i) {
                return inner.value(i);
            }

            @Override
            public void place(int i) {
                placed.add(inner.value(i));
                inner.place(i);
            }
        };
    }
}
