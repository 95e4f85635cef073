package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.SimilarTracks;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.model.Names;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** A look at what a model has learnt: some popular tracks, of different artists, and what is near them. */
final class ModelSample {
    private static final int TRACKS = 3;
    private static final int NEIGHBOURS = 5;

    private final TrackVectors vectors;
    private final Catalog catalog;
    private final Names names;

    ModelSample(Item2VecModel model, Catalog catalog) {
        vectors = model.vectors();
        this.catalog = catalog;
        names = new Names(catalog);
    }

    void print(PrintWriter out) {
        SimilarTracks similar = SimilarTracks.of(vectors, UnknownIdPolicy.FAIL);
        ReportTable.Builder table =
                ReportTable.builder("Popular tracks, and those nearest to them").text("track", "near it (cosine)");
        for (int t : popular()) {
            List<String> near = similar.similar(vectors.tracks().id(t), NEIGHBOURS).items().stream()
                    .map(s -> String.format(Locale.ROOT, "%s %.2f", names.track(s.id()), s.score()))
                    .toList();
            table.row(names.track(t), near.isEmpty() ? "" : near.get(0));
            near.stream().skip(1).forEach(text -> table.row("", text));
        }
        out.print(TextTable.render(table.build()));
    }

    private List<Integer> popular() {
        List<Integer> rows = IntStream.range(0, vectors.rows())
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> -vectors.support(row))
                        .thenComparing(vectors::track, vectors.tracks()::compareIds))
                .toList();
        Set<Integer> artists = new HashSet<>();
        List<Integer> out = new ArrayList<>();
        for (int row : rows) {
            int artist = catalog.mainArtist(vectors.track(row));
            if (out.size() < TRACKS && (artist == IdMap.ABSENT || artists.add(artist))) {
                out.add(vectors.track(row));
            }
        }
        return out;
    }
}
