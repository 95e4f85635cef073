package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.eval.report.ExampleLists;
import io.reco.examples.model.Names;
import io.reco.rerank.Explainer;
import io.reco.rerank.Reason;
import io.reco.rerank.RemovalContributors;
import io.reco.rerank.Reranked;
import io.reco.rerank.RerankingRecommender;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.rule.SongVersions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The lists of all models for some characters, and why: the one that is shown, one of a short history and one of a long one. */
final class SideBySide {
    private static final int NEW_RELEASE_DAYS = 30;
    /** Tracks of a history that are left out in turn. */
    private static final int MAX_CAUSES = 100;

    /** Models whose every answer can be asked for again without a track of the history in no time. */
    private static final Set<String> EXPLAINED = Set.of("item-knn", FittedModels.SHOWN);

    private final PreparedData data;
    private final FittedModels models;
    private final Settings settings;
    private final Dataset history;
    private final Names names;
    private final boolean unseenOnly;

    SideBySide(PreparedData data, FittedModels models, Settings settings) {
        this.data = data;
        this.models = models;
        this.settings = settings;
        history = data.split().train();
        names = new Names(history.catalog());
        unseenOnly = data.filters().get(0).unseenOnly();
    }

    /** Lists for the character that is shown, then for the others. */
    List<ExampleLists> of(String shownId) {
        Set<Integer> chosen = new LinkedHashSet<>();
        chosen.add(history.profiles().ids().indexOf(shownId));
        EventLog log = history.events();
        List<Integer> tested = new ArrayList<>();
        for (int c = 0; c < log.characterCount(); c++) {
            if (log.count(c) > 0 && data.test().events().count(c) > 0) {
                tested.add(c);
            }
        }
        tested.sort(Comparator.comparingInt((Integer c) -> log.count(c)));
        if (!tested.isEmpty()) {
            chosen.add(tested.get(tested.size() / 10));
            chosen.add(tested.get((int) (tested.size() * 0.95)));
        }
        return chosen.stream().map(this::lists).toList();
    }

    private ExampleLists lists(int c) {
        String id = history.profiles().ids().id(c);
        List<ExampleLists.Column> columns = new ArrayList<>();
        for (ScoringRecommender model : models.models()) {
            if (!(unseenOnly && model.name().equals(FittedModels.ONLY_HEARD))) {
                columns.add(new ExampleLists.Column(model.name(), items(model, id, c)));
            }
        }
        return new ExampleLists(
                String.format(
                        Locale.ROOT,
                        "Lists without rules for %s, %,d events before the test, %,d in it; \u2713 the character did play it"
                                + " there",
                        id,
                        history.events().count(c),
                        data.test().events().count(c)),
                columns);
    }

    private List<ExampleLists.Item> items(ScoringRecommender model, String id, int c) {
        Query query = Query.forCharacter(id, settings.k()).withUnseenOnly(unseenOnly);
        RerankingRecommender plain = RerankingRecommender.of(
                model,
                RulePipeline.of(),
                HomeSurface.contexts(
                        history,
                        new InMemoryRecommendationHistory(HomeSurface.SHOWN_WINDOW.toMillis(), 1),
                        settings.seed()),
                settings.k());
        Reranked list = plain.rerank(query);
        Explainer.Contributors contributors = EXPLAINED.contains(model.name())
                ? new RemovalContributors(
                        model,
                        Math.max(1, list.candidates().size()),
                        MAX_CAUSES,
                        SongVersions.of(history.catalog())::song)
                : Explainer.Contributors.NONE;
        Explainer reasons = new Explainer(NEW_RELEASE_DAYS, EventSemantics.DEFAULT, contributors);
        List<List<Reason>> why = reasons.explain(list);
        List<ExampleLists.Item> items = new ArrayList<>();
        for (int p = 0; p < list.size(); p++) {
            String reason = why.get(p).stream()
                    .map(r -> r.text(Locale.ENGLISH))
                    .findFirst()
                    .orElse("");
            items.add(new ExampleLists.Item(names.track(list.track(p)), reason, data.played(c, list.track(p))));
        }
        return items;
    }
}
