/*
 * The upstream of the benchmark: what the four providers answer, in one thread, with every body prepared at start, so
 * that an answer costs a few microseconds, far less than any GraphQL server in front of it. It listens on 127.0.0.1.
 *
 *   Verifone            GET  /v2/customer/{id}
 *                       GET  /v2/customer?search=…id=in=("a","b")&page_number=1&page_size=n     by ids
 *                       GET  /v2/customer?search=…&page_number=1&page_size=n                    a page of all
 *   Monri               GET  /v2/customers?limit=&offset=
 *                       GET  /v2/customers/{uuid}/payment-methods
 *   bankingservice.ai   POST /token
 *                       GET  /v1/profiles/{profile}/customers?page=&size=
 *   Bamboo              GET  /customers/{identifier}
 *   the benchmark       GET  /__stats   {"requests":n,"connections":n,"accepted":n}
 *                       GET  /__reset   sets the counters to zero
 *                       GET  /__delay?ms=N   delays every later answer by N milliseconds
 *
 * Build: cc -O2 -o upstream upstream.c        Run: ./upstream PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CUSTOMERS 1000
#define METHODS 3
#define INBUF 16384
#define MAXFD 65536

typedef struct { char *p; size_t n; } Blob;

typedef struct {
  int fd;
  uint32_t gen;
  size_t in_len;
  char in[INBUF];
  char *out;
  size_t out_len, out_off, out_cap;
  int want_write;
} Conn;

typedef struct { int64_t due; int fd; uint32_t gen; Blob b; int owned; } Pending;

static Conn *conns[MAXFD];
static uint32_t gens[MAXFD];
static int ep;
static int64_t delay_us;
static uint64_t n_requests, n_open, n_accepted;

static Pending *ring;
static size_t ring_head, ring_tail, ring_cap = 1 << 17;

static Blob customer_body[CUSTOMERS], customer_resp[CUSTOMERS];
static Blob merchant_body[CUSTOMERS], merchant_resp[CUSTOMERS];
static Blob methods_resp[CUSTOMERS];
static Blob bank_body[CUSTOMERS], bamboo_resp, token_resp, not_found;

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static Blob blob(const char *s, size_t n) {
  Blob b = { malloc(n), n };
  memcpy(b.p, s, n);
  return b;
}

static Blob respond(int status, const char *body, size_t n) {
  char head[160];
  int h = snprintf(head, sizeof head,
    "HTTP/1.1 %d %s\r\ncontent-type: application/json\r\ncontent-length: %zu\r\nconnection: keep-alive\r\n\r\n",
    status, status == 200 ? "OK" : "Not Found", n);
  Blob b = { malloc(h + n), h + n };
  memcpy(b.p, head, h);
  memcpy(b.p + h, body, n);
  return b;
}

static void uuid_of(int i, char out[37]) {
  snprintf(out, 37, "4b281da4-d145-4233-b957-%012d", i);
}

static int id_of(const char *s, size_t n) {
  if (n != 36 || memcmp(s, "4b281da4-d145-4233-b957-", 24) != 0) return -1;
  int v = 0;
  for (int i = 24; i < 36; i++) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v < CUSTOMERS ? v : -1;
}

static void prepare(void) {
  char buf[8192], u[37];
  for (int i = 0; i < CUSTOMERS; i++) {
    uuid_of(i, u);
    int n = snprintf(buf, sizeof buf,
      "{\"id\":\"%s\",\"company_name\":\"Company %d B.V.\",\"company_registration_number\":\"KVK%08d\","
      "\"email_address\":\"person%d@shop.example\",\"entity_id\":\"9f1c2d3e-0000-4000-8000-%012d\","
      "\"phone_number\":\"+31 20 555 %04d\",\"title\":\"Dr\",\"work_phone\":\"+31 10 555 %04d\",\"language\":\"nl\","
      "\"billing\":{\"first_name\":\"First%d\",\"last_name\":\"Last%d\",\"address_1\":\"Keizersgracht %d\","
      "\"postal_code\":\"1015 CJ\",\"city\":\"Amsterdam\",\"state\":\"NH\",\"country_code\":\"NL\"},"
      "\"shipping\":{\"first_name\":\"First%d\",\"last_name\":\"Last%d\",\"address_1\":\"Keizersgracht %d\","
      "\"postal_code\":\"1015 CJ\",\"city\":\"Amsterdam\",\"state\":\"NH\",\"country_code\":\"NL\"},"
      "\"created_at\":\"2024-03-12T11:22:33Z\",\"updated_at\":\"2024-05-12T11:22:33Z\"}",
      u, i, i, i, 0, i, i, i, i, i, i, i, i);
    customer_body[i] = blob(buf, n);
    customer_resp[i] = respond(200, buf, n);
    const char *tail =
      "\"merchant_customer_id\":\"customer-id-%d\",\"description\":\"Customer %d\",\"email\":\"person%d@shop.example\","
      "\"name\":\"Person %d\",\"phone\":null,\"status\":\"approved\",\"deleted\":false,\"city\":null,\"country\":\"BA\","
      "\"zip_code\":\"71000\",\"address\":null,\"metadata\":{\"key\":\"value\"},\"created_at\":\"2019-02-12T11:22:33Z\","
      "\"updated_at\":\"2019-02-12T11:22:33Z\",\"deleted_at\":null}";
    n = snprintf(buf, sizeof buf, "{\"uuid\":\"%s\",", u);
    n += snprintf(buf + n, sizeof buf - n, tail, i, i, i, i);
    merchant_resp[i] = respond(200, buf, n);
    n = snprintf(buf, sizeof buf, "{\"id\":\"%s\",", u);
    n += snprintf(buf + n, sizeof buf - n, tail, i, i, i, i);
    merchant_body[i] = blob(buf, n);
    n = snprintf(buf, sizeof buf, "{\"status\":\"approved\",\"data\":[");
    for (int m = 0; m < METHODS; m++)
      n += snprintf(buf + n, sizeof buf - n,
        "%s{\"status\":\"approved\",\"id\":\"00c1eb1a4a0b61d1c2921c8d3a3f4570801da3f3f087c280e832cb%06d%04d\","
        "\"masked_pan\":\"405840******%04d\",\"expiration_date\":\"2029-12-31\",\"keep_until\":\"2028-12-31T23:00:00Z\","
        "\"created_at\":\"2019-02-12T11:22:33Z\",\"updated_at\":\"2019-02-12T11:22:33Z\",\"customer_uuid\":\"%s\","
        "\"token\":\"00c1eb1a4a0b61d1c2921c8d3a3f4570801da3f3f087c280e832cb%06d%04d\",\"expired\":%s}",
        m ? "," : "", i, m, (i * 7 + m) % 10000, u, i, m, m == 2 ? "true" : "false");
    n += snprintf(buf + n, sizeof buf - n, "]}");
    methods_resp[i] = respond(200, buf, n);
  }
  for (int i = 0; i < CUSTOMERS; i++) {
    int n = snprintf(buf, sizeof buf,
      "{\"id\":\"customer_%06d\",\"company\":\"Company %d B.V.\",\"first_name\":\"First%d\",\"last_name\":\"Last%d\","
      "\"email\":\"person%d@shop.example\",\"phone\":\"31205550%03d\",\"address\":{\"premise\":58,\"sub_premise\":\"A\","
      "\"building\":null,\"postal_code\":\"2132 NA\",\"thoroughfare\":\"Siriusdreef\",\"locality\":\"Hoofddorp\","
      "\"state\":\"Noord-Holland\",\"country\":\"NL\"},\"created\":\"2024-09-25T12:01:00.103Z\"}", i, i, i, i, i, i);
    bank_body[i] = blob(buf, n);
  }
  {
    const char *bamboo =
      "{\"customer\":{\"identifier\":\"person-1\",\"email\":\"person1@shop.example\",\"firstName\":\"First1\","
      "\"lastName\":\"Last1\",\"documentTypeId\":2,\"documentNumber\":\"11211234\",\"phoneNumber\":\"27101234\","
      "\"billingAddress\":{\"detail\":\"Rambla 1234\",\"country\":\"Uruguay\",\"state\":\"Montevideo\","
      "\"city\":\"Montevideo\",\"postalCode\":\"11300\"}},\"isSuccess\":true}";
    bamboo_resp = respond(200, bamboo, strlen(bamboo));
    const char *token = "{\"access_token\":\"a-token-of-the-benchmark\",\"token_type\":\"Bearer\",\"expires_in\":86400}";
    token_resp = respond(200, token, strlen(token));
  }
  const char *nf = "{\"code\":404,\"message\":\"not found\"}";
  not_found = respond(404, nf, strlen(nf));
}

static int hex(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t unescape(const char *s, size_t n, char *o) {
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '%' && i + 2 < n && hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0) {
      o[k++] = hex(s[i + 1]) * 16 + hex(s[i + 2]);
      i += 2;
    } else o[k++] = s[i] == '+' ? ' ' : s[i];
  }
  return k;
}

static const char *param(const char *q, const char *end, const char *name, size_t *len) {
  size_t nl = strlen(name);
  while (q && q < end) {
    const char *amp = memchr(q, '&', end - q);
    const char *stop = amp ? amp : end;
    if ((size_t)(stop - q) > nl && memcmp(q, name, nl) == 0 && q[nl] == '=') {
      *len = stop - q - nl - 1;
      return q + nl + 1;
    }
    q = amp ? amp + 1 : NULL;
  }
  return NULL;
}

static int num(const char *q, const char *end, const char *name, int dflt) {
  size_t n;
  const char *v = param(q, end, name, &n);
  if (!v) return dflt;
  int r = 0;
  for (size_t i = 0; i < n; i++) if (v[i] >= '0' && v[i] <= '9') r = r * 10 + v[i] - '0';
  return r;
}

static char scratch[1 << 20];

/* Answer for one target; *owned is set when the caller must free it. */
static Blob route(const char *t, size_t n, int *owned) {
  const char *end = t + n, *q = memchr(t, '?', n);
  size_t pl = q ? (size_t)(q - t) : n;
  if (q) q++;
  *owned = 0;
#define IS(lit) (pl == sizeof(lit) - 1 && memcmp(t, lit, pl) == 0)
#define STARTS(lit) (pl > sizeof(lit) - 1 && memcmp(t, lit, sizeof(lit) - 1) == 0)
  char small[256];
  if (t[1] == '_') {
    *owned = 1;
    if (IS("/__reset")) n_requests = n_accepted = 0;
    if (IS("/__delay")) delay_us = (int64_t)num(q, end, "ms", 0) * 1000 + num(q, end, "us", 0);
    int k = snprintf(small, sizeof small,
      "{\"requests\":%lu,\"connections\":%lu,\"accepted\":%lu}", n_requests, n_open, n_accepted);
    return respond(200, small, k);
  }
  n_requests++;
  if (STARTS("/customers/")) return bamboo_resp;
  if (IS("/token")) return token_resp;
  if (STARTS("/v1/profiles/")) {
    int size = num(q, end, "size", 20), page = num(q, end, "page", 0);
    size_t k = sprintf(scratch, "{\"page\":%d,\"pages\":%d,\"size\":%d,\"count\":%d,\"data\":[", page,
      (CUSTOMERS + size - 1) / size, size, CUSTOMERS);
    for (int i = page * size; i < (page + 1) * size && i < CUSTOMERS; i++) {
      if (i > page * size) scratch[k++] = ',';
      memcpy(scratch + k, bank_body[i].p, bank_body[i].n);
      k += bank_body[i].n;
    }
    scratch[k++] = ']'; scratch[k++] = '}';
    *owned = 1;
    return respond(200, scratch, k);
  }
  if (STARTS("/v2/customers/")) {
    int i = id_of(t + 14, pl >= 50 ? 36 : pl - 14);
    if (i < 0) return not_found;
    if (pl == 50) return merchant_resp[i];
    if (pl == 66 && memcmp(t + 50, "/payment-methods", 16) == 0) return methods_resp[i];
    return not_found;
  }
  if (STARTS("/v2/customer/")) {
    int i = id_of(t + 13, pl - 13);
    return i < 0 ? not_found : customer_resp[i];
  }
  if (IS("/v2/customers")) {
    int limit = num(q, end, "limit", 50), off = num(q, end, "offset", 0);
    size_t k = sprintf(scratch, "{\"status\":\"approved\",\"data\":[");
    for (int i = off; i < off + limit && i < CUSTOMERS; i++) {
      if (i > off) scratch[k++] = ',';
      memcpy(scratch + k, merchant_body[i].p, merchant_body[i].n);
      k += merchant_body[i].n;
    }
    scratch[k++] = ']'; scratch[k++] = '}';
    *owned = 1;
    return respond(200, scratch, k);
  }
  if (IS("/v2/customer")) {
    static char dec[INBUF];
    size_t sl, k = 0;
    const char *s = param(q, end, "search", &sl);
    scratch[k++] = '[';
    if (s) {
      size_t dl = unescape(s, sl, dec);
      dec[dl] = 0;
      char *open = strstr(dec, "id=in=(");
      char *p = open ? open + 7 : NULL;
      int size = num(q, end, "page_size", 50), first = (num(q, end, "page_number", 1) - 1) * size;
      for (int i = first; !open && i < first + size && i < CUSTOMERS; i++) {
        if (k > 1) scratch[k++] = ',';
        memcpy(scratch + k, customer_body[i].p, customer_body[i].n);
        k += customer_body[i].n;
      }
      while (p && *p && *p != ')') {
        size_t w = strcspn(p, ",)"), q = w > 1 && *p == '"'; /* RSQL may quote a value */
        int i = id_of(p + q, w - 2 * q);
            if (i >= 0) {
          if (k > 1) scratch[k++] = ',';
          memcpy(scratch + k, customer_body[i].p, customer_body[i].n);
          k += customer_body[i].n;
        }
        p += w;
        if (*p == ',') p++;
      }
    }
    scratch[k++] = ']';
    *owned = 1;
    return respond(200, scratch, k);
  }
  return not_found;
}

static void drop(Conn *c) {
  close(c->fd);
  conns[c->fd] = NULL;
  gens[c->fd]++;
  n_open--;
  free(c->out);
  free(c);
}

static void arm(Conn *c, int want) {
  if (c->want_write == want) return;
  c->want_write = want;
  struct epoll_event e = { EPOLLIN | (want ? EPOLLOUT : 0), { .fd = c->fd } };
  epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
}

static int flush(Conn *c) {
  while (c->out_off < c->out_len) {
    ssize_t w = write(c->fd, c->out + c->out_off, c->out_len - c->out_off);
    if (w < 0) {
      if (errno == EAGAIN) { arm(c, 1); return 0; }
      if (errno == EINTR) continue;
      return -1;
    }
    c->out_off += w;
  }
  c->out_len = c->out_off = 0;
  arm(c, 0);
  return 0;
}

static int emit(Conn *c, Blob b) {
  if (c->out_len == 0) {
    ssize_t w = write(c->fd, b.p, b.n);
    if (w == (ssize_t)b.n) return 0;
    if (w < 0) { if (errno != EAGAIN && errno != EINTR) return -1; w = 0; }
    b.p += w; b.n -= w;
  }
  if (c->out_len + b.n > c->out_cap) {
    c->out_cap = (c->out_len + b.n) * 2;
    c->out = realloc(c->out, c->out_cap);
  }
  memcpy(c->out + c->out_len, b.p, b.n);
  c->out_len += b.n;
  return flush(c);
}

static int answer(Conn *c, const char *t, size_t n) {
  int owned;
  Blob b = route(t, n, &owned);
  if (delay_us > 0 && t[1] != '_') {
    size_t next = (ring_tail + 1) & (ring_cap - 1);
    if (next == ring_head) return -1;
    ring[ring_tail] = (Pending){ now_us() + delay_us, c->fd, c->gen, b, owned };
    ring_tail = next;
    return 0;
  }
  int r = emit(c, b);
  if (owned) free(b.p);
  return r;
}

static int on_read(Conn *c) {
  for (;;) {
    ssize_t r = read(c->fd, c->in + c->in_len, INBUF - c->in_len);
    if (r == 0) return -1;
    if (r < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
    c->in_len += r;
    char *p = c->in, *stop = c->in + c->in_len;
    for (;;) {
      char *eoh = memmem(p, stop - p, "\r\n\r\n", 4);
      if (!eoh) break;
      int post = eoh - p >= 14 && memcmp(p, "POST ", 5) == 0;
      if (eoh - p < 14 || (!post && memcmp(p, "GET ", 4) != 0)) return -1;
      long body = 0;
      if (post) {
        *eoh = 0;
        char *length = strcasestr(p, "content-length:");
        *eoh = '\r';
        body = length ? strtol(length + 15, NULL, 10) : 0;
        if (body < 0 || stop - (eoh + 4) < body) break;
      }
      char *t = p + (post ? 5 : 4), *sp = memchr(t, ' ', eoh - t);
      if (!sp || answer(c, t, sp - t) < 0) return -1;
      p = eoh + 4 + body;
    }
    c->in_len = stop - p;
    if (p != c->in && c->in_len) memmove(c->in, p, c->in_len);
    if (c->in_len == INBUF) return -1;
    if ((size_t)r < 4096) return 0;
  }
}

static void release_due(void) {
  int64_t t = now_us();
  while (ring_head != ring_tail && ring[ring_head].due <= t) {
    Pending *p = &ring[ring_head];
    ring_head = (ring_head + 1) & (ring_cap - 1);
    Conn *c = conns[p->fd];
    if (c && c->gen == p->gen && emit(c, p->b) < 0) drop(c);
    if (p->owned) free(p->b.p);
  }
}

int main(int argc, char **argv) {
  int port = argc > 1 ? atoi(argv[1]) : 4100;
  delay_us = argc > 2 ? (int64_t)(atof(argv[2]) * 1000) : 0;
  struct rlimit rl = { MAXFD, MAXFD };
  setrlimit(RLIMIT_NOFILE, &rl);
  ring = calloc(ring_cap, sizeof *ring);
  prepare();
  int ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  if (bind(ls, (struct sockaddr *)&a, sizeof a) < 0 || listen(ls, 8192) < 0) { perror("listen"); return 1; }
  ep = epoll_create1(0);
  struct epoll_event e = { EPOLLIN, { .fd = ls } }, evs[512];
  epoll_ctl(ep, EPOLL_CTL_ADD, ls, &e);
  for (;;) {
    int wait = -1;
    if (ring_head != ring_tail) {
      int64_t d = ring[ring_head].due - now_us();
      wait = d <= 0 ? 0 : (int)((d + 999) / 1000);
    }
    int n = epoll_wait(ep, evs, 512, wait);
    for (int i = 0; i < n; i++) {
      int fd = evs[i].data.fd;
      if (fd == ls) {
        int s;
        while ((s = accept4(ls, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          if (s >= MAXFD) { close(s); continue; }
          setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          Conn *c = calloc(1, sizeof *c);
          c->fd = s; c->gen = gens[s];
          conns[s] = c;
          n_open++; n_accepted++;
          struct epoll_event ce = { EPOLLIN, { .fd = s } };
          epoll_ctl(ep, EPOLL_CTL_ADD, s, &ce);
        }
        continue;
      }
      Conn *c = conns[fd];
      if (!c) continue;
      if ((evs[i].events & EPOLLOUT) && flush(c) < 0) { drop(c); continue; }
      if ((evs[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) && on_read(c) < 0) drop(c);
    }
    release_due();
  }
}
