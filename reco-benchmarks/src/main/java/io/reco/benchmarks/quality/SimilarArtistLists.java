package io.reco.benchmarks.quality;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.Answer;
import io.reco.embeddings.ArtistBlendOptions;
import io.reco.embeddings.ArtistNeighbours;
import io.reco.embeddings.ArtistOptions;
import io.reco.embeddings.ArtistSessionOptions;
import io.reco.embeddings.ArtistSessions;
import io.reco.embeddings.Correction;
import io.reco.embeddings.Neighbour;
import io.reco.embeddings.SimilarArtists;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ten neighbours each of well-known artists of HetRec 2011 Last.fm as a Markdown table, for a person to read: the blend of
 * vectors and of artists in the same histories, or one of them.
 *
 * <pre>
 * SimilarArtistLists DIRECTORY [--by blend|vectors|sessions] [--artists "Radiohead,Metallica"] [--min-support 10]
 *     [--popularity 0] [--alpha 0.25] [--session-weight 1] [--vector-weight 1.5] [--dim 64] ...
 * </pre>
 */
public final class SimilarArtistLists {
    private static final String ARTISTS =
            "Radiohead,Metallica,Britney Spears,The Beatles,Depeche Mode,Pink Floyd,Lady Gaga,"
                    + "Coldplay,Nirvana,Daft Punk,Eminem,Kanye West,Bob Dylan,Miles Davis,Björk,Massive Attack,Rammstein,"
                    + "Bob Marley,Amy Winehouse,Nightwish";
    private static final UnknownIdPolicy UNKNOWN = UnknownIdPolicy.FAIL;

    private SimilarArtistLists() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "SimilarArtistLists DIRECTORY [--name value ...]", 1);
        String by = flags.text("by", "blend");
        List<String> names = flags.list("artists", ARTISTS);
        ArtistOptions rollUp = new ArtistOptions(0.25, flags.number("min-support", 10));
        Correction correction = new Correction(flags.number("popularity", 0), Correction.Hubs.NONE, 0, 10);
        ArtistSessionOptions pairs = ArtistSessionOptions.DEFAULT
                .withMinCharacters(flags.integer("min-characters", 3))
                .withDenominator(flags.number("alpha", 0.25), flags.number("shrinkage", 5));
        ArtistBlendOptions blend = ArtistBlendOptions.DEFAULT.withWeights(
                flags.number("session-weight", 1), flags.number("vector-weight", 1.5));
        Item2VecOptions options = flags.item2vec(Item2VecOptions.MUSIC
                .withDimension(32)
                .withWindow(50)
                .withShrinkWindow(false)
                .withSubsample(0)
                .withExponent(0.5)
                .withEpochs(20));
        flags.done();
        Dataset data = DatasetFormats.byName("hetrec-lastfm")
                .read(Path.of(flags.plain(0)), ReadOptions.lenient())
                .dataset();
        Catalog catalog = data.catalog();
        Sequences histories = Sequences.histories(data.events(), EventSemantics.DEFAULT);
        Item2VecModel model = Item2VecTrainer.fit(histories, catalog.tracks(), options, ProgressListener.none());
        SimilarArtists vectors =
                SimilarArtists.of(model.vectors(), catalog, rollUp, correction, UNKNOWN, options.threads());
        ArtistSessions sessions = ArtistSessions.of(histories, catalog, pairs, UNKNOWN, options.threads());
        ArtistNeighbours blended = ArtistNeighbours.of(vectors, sessions, blend, UNKNOWN);
        Map<String, String> idOfName = new HashMap<>();
        for (int a = 0; a < catalog.artists().size(); a++) {
            idOfName.putIfAbsent(catalog.artistName(a), catalog.artists().id(a));
        }
        out.println("| artist | ten neighbours |");
        out.println("|---|---|");
        for (String name : names) {
            String id = idOfName.get(name);
            if (id == null) {
                throw new IllegalArgumentException("--artists: no artist is called '" + name + "'");
            }
            Answer answer = switch (by) {
                case "blend" -> blended.similar(id, 10);
                case "vectors" -> vectors.similar(id, 10);
                case "sessions" -> sessions.similar(id, 10);
                default -> throw new IllegalArgumentException("--by " + by + " is not one of blend, vectors, sessions");
            };
            List<String> found = new ArrayList<>();
            for (Neighbour neighbour : answer) {
                found.add(catalog.artistName(catalog.artists().indexOf(neighbour.id()))
                        .replace("|", "\\|"));
            }
            out.println("| " + name + " | " + String.join(", ", found) + " |");
        }
    }
}
