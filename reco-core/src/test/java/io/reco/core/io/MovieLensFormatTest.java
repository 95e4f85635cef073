package io.reco.core.io;

import static io.reco.core.io.RejectReason.BAD_TIME;
import static io.reco.core.io.RejectReason.COLUMN_COUNT;
import static io.reco.core.io.RejectReason.DUPLICATE_ID;
import static io.reco.core.io.RejectReason.EMPTY_ID;
import static io.reco.core.io.RejectReason.MISSING_VALUE;
import static io.reco.core.io.RejectReason.NEGATIVE_TIME;
import static io.reco.core.io.RejectReason.NOT_FINITE;
import static io.reco.core.io.RejectReason.OUT_OF_RANGE;
import static io.reco.core.io.RejectReason.TIME_TOO_LATE;
import static io.reco.core.io.RejectReason.UNKNOWN_VALUE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.Gender;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MovieLensFormatTest {
    @Nested
    class Ml100k extends DatasetFormatContract {
        private static final String FLAGS = "0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|1|0";

        @Override
        DatasetFormat format() {
            return DatasetFormats.byName("movielens-100k");
        }

        @Override
        Map<String, byte[]> sample() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put(
                    "item",
                    ("1|Toy Story (1995)|01-Jan-1995||http://x|" + FLAGS + "\n267|Caf\u00E9|||" + "|" + FLAGS + "\n")
                            .getBytes(ISO_8859_1));
            files.put("user", "196|49|M|writer|55105\n1|17|F|student|85711\n".getBytes(ISO_8859_1));
            files.put("data", "196\t1\t3\t881250949\n1\t267\t5\t881250900\n".getBytes(ISO_8859_1));
            return files;
        }

        @Override
        Map<String, String> fileNames() {
            return Map.of("item", "u.item", "user", "u.user", "data", "u.data");
        }

        @Override
        Set<String> latin1Roles() {
            return Set.of("item");
        }

        @Override
        List<BadCase> badCases() {
            return List.of(
                    line("three columns", "data", "1\t1\t3", COLUMN_COUNT, "timestamp"),
                    line("empty movie", "data", "1\t\t3\t881250949", EMPTY_ID, "movie"),
                    line("NaN", "data", "1\t1\tNaN\t881250949", NOT_FINITE, "rating"),
                    line("rating 6", "data", "1\t1\t6\t881250949", OUT_OF_RANGE, "rating"),
                    line("negative time", "data", "1\t1\t3\t-1", NEGATIVE_TIME, "timestamp"),
                    line("late time", "data", "1\t1\t3\t881250949000", TIME_TOO_LATE, "timestamp"),
                    line("user given twice", "user", "1|20|F|x|1", DUPLICATE_ID, "user"),
                    line("unknown gender", "user", "2|20|Q|x|1", UNKNOWN_VALUE, "gender"),
                    line("age 200", "user", "2|200|F|x|1", OUT_OF_RANGE, "age"),
                    line("four columns", "user", "2|20|F|x", COLUMN_COUNT, "zip"),
                    line("movie given twice", "item", "1|A|||" + "|" + FLAGS, DUPLICATE_ID, "movie"),
                    line("flag 2", "item", "2|A|||" + "|2" + FLAGS.substring(1), OUT_OF_RANGE, ""),
                    line("no such day", "item", "2|A|31-Feb-1995||" + "|" + FLAGS, BAD_TIME, "release"),
                    line("a flag too few", "item", "2|A|||" + "|" + FLAGS.substring(2), COLUMN_COUNT, ""));
        }

        @Test
        void takesMoviesUsersAndRatings() throws IOException {
            Dataset dataset =
                    format().read(sources(sample()), ReadOptions.strict()).dataset();
            Track movie = dataset.catalog().track(0);

            assertThat(movie.genres()).containsExactly("Action", "War");
            assertThat(movie.released()).isEqualTo(new ReleaseDate(1995, 1, 1));
            assertThat(dataset.catalog().title(1)).isEqualTo("Café");
            assertThat(dataset.profiles().ageBand(0)).isEqualTo(AgeBand.FROM_45);
            assertThat(dataset.profiles().gender(1)).isEqualTo(Gender.F);
            assertThat(dataset.events().value(0)).isEqualTo(3f);
            assertThat(dataset.events().timeMillis(0)).isEqualTo(881_250_949_000L);
        }

        @Test
        void genresOfTheFileComeBeforeThoseOfTheReadme() throws IOException {
            Map<String, byte[]> files = with("genre", "A|0\nB|1\n\n".getBytes(ISO_8859_1));
            files.put("item", "1|T||||0|1\n".getBytes(ISO_8859_1));
            Dataset dataset =
                    format().read(sources(files), ReadOptions.strict()).dataset();

            assertThat(dataset.catalog().track(0).genres()).containsExactly("B");
        }
    }

    @Nested
    class Ml1m extends DatasetFormatContract {
        @Override
        DatasetFormat format() {
            return DatasetFormats.byName("movielens-1m");
        }

        @Override
        Map<String, byte[]> sample() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put(
                    "movies",
                    "1::Toy Story (1995)::Animation|Children's|Comedy\n73::Mis\u00E9rables: x (1995)::Drama\n"
                            .getBytes(ISO_8859_1));
            files.put("users", "1::F::1::10::48067\n2::M::56::16::70072\n".getBytes(ISO_8859_1));
            files.put("ratings", "1::1::5::978300760\n2::73::3::978302109\n".getBytes(ISO_8859_1));
            return files;
        }

        @Override
        Map<String, String> fileNames() {
            return Map.of("movies", "movies.dat", "users", "users.dat", "ratings", "ratings.dat");
        }

        @Override
        Set<String> latin1Roles() {
            return Set.of("movies");
        }

        @Override
        List<BadCase> badCases() {
            return List.of(
                    line("three columns", "ratings", "1::1::3", COLUMN_COUNT, "timestamp"),
                    line("empty user", "ratings", "::1::3::978300760", EMPTY_ID, "user"),
                    line("infinite", "ratings", "1::1::Infinity::978300760", NOT_FINITE, "rating"),
                    line("negative time", "ratings", "1::1::3::-978300760", NEGATIVE_TIME, "timestamp"),
                    line("late time", "ratings", "1::1::3::978300760000", TIME_TOO_LATE, "timestamp"),
                    line("unknown gender", "users", "3::N::25::1::1", UNKNOWN_VALUE, "gender"),
                    line("negative age", "users", "3::F::-1::1::1", OUT_OF_RANGE, "age"),
                    line("user given twice", "users", "1::F::1::1::1", DUPLICATE_ID, "user"),
                    line("movie given twice", "movies", "1::A::B", DUPLICATE_ID, "movie"),
                    line("empty genre", "movies", "2::A::B|", MISSING_VALUE, "genres"),
                    line("two columns", "movies", "2::A", COLUMN_COUNT, "genres"));
        }

        @Test
        void takesMoviesUsersAndRatings() throws IOException {
            Dataset dataset =
                    format().read(sources(sample()), ReadOptions.strict()).dataset();

            assertThat(dataset.catalog().track(0).genres()).containsExactly("Animation", "Children's", "Comedy");
            assertThat(dataset.catalog().title(1)).isEqualTo("Misérables: x (1995)");
            assertThat(dataset.catalog().released(1)).isEqualTo(19_950_000);
            assertThat(dataset.profiles().ageBand(0)).isEqualTo(AgeBand.UNDER_18);
            assertThat(dataset.profiles().ageBand(1)).isEqualTo(AgeBand.FROM_56);
            assertThat(dataset.profiles().gender(1)).isEqualTo(Gender.M);
            assertThat(dataset.events().timeMillis(1)).isEqualTo(978_302_109_000L);
        }
    }
}
