/* A PKCS#11 module in software that does have SM2, by a number of its own; for tests.

   Build: cc -shared -fPIC -o libsoftp11.so softp11.c -ldl

   Files and switches as in softtoken.h; the switches are:
     unplugged          the slot holds no token
     no-sm2             the mechanism is not offered
     der                signatures come as DER, not as r||s
     hang               C_Sign never comes back
   One slot, one token "softp11", one certificate and its key, both with the id "1" and label "signing". */
#include "../softtoken.h"

typedef unsigned long CK_ULONG;
typedef BYTE CK_BYTE;
typedef CK_ULONG CK_RV;
typedef struct { CK_BYTE major, minor; } CK_VERSION;
typedef struct { CK_ULONG type; void *value; CK_ULONG length; } CK_ATTRIBUTE;
typedef struct { CK_ULONG mechanism; void *parameter; CK_ULONG length; } CK_MECHANISM;
typedef struct { CK_VERSION version; CK_BYTE maker[32]; CK_ULONG flags; CK_BYTE text[32]; CK_VERSION library; } CK_INFO;
typedef struct { CK_BYTE text[64], maker[32]; CK_ULONG flags; CK_VERSION hardware, firmware; } CK_SLOT_INFO;
typedef struct {
  CK_BYTE label[32], maker[32], model[16], serial[16];
  CK_ULONG flags, most, open, most_rw, open_rw, longest_pin, shortest_pin, total, free, total_private, free_private;
  CK_VERSION hardware, firmware;
  CK_BYTE time[16];
} CK_TOKEN_INFO;

enum {
  OK = 0, ARGUMENTS_BAD = 7, TYPE_INVALID = 0x12, NOT_SUPPORTED = 0x54, MECHANISM_INVALID = 0x70,
  PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4, TOKEN_NOT_PRESENT = 0xE0, NOT_LOGGED_IN = 0x101, SMALL = 0x150
};
enum { CLASS = 0, LABEL = 3, VALUE = 0x11, KEY_TYPE = 0x100, ID = 0x102, SIGN = 0x108 };
enum { CERTIFICATE = 1, KEY = 2 };  /* both the handle and CKO_ + 0 or + 1 */
enum { INITIALIZED = 0x400, LOGIN_REQUIRED = 4, FINAL_TRY = 0x20000, PIN_IS_LOCKED = 0x40000 };

#define SM2_MECHANISM 0x80000B01UL

static int logged_in, found[2], next, count;

static void padded(BYTE *field, size_t length, const char *text) {
  memset(field, ' ', length);
  memcpy(field, text, strlen(text));
}

static CK_RV not_supported(void) { return NOT_SUPPORTED; }
static CK_RV nothing_to_do(void) { return OK; }

static CK_RV get_info(CK_INFO *info) {
  memset(info, 0, sizeof *info);
  info->version.major = 2;
  info->version.minor = 40;
  padded(info->maker, 32, "tests");
  padded(info->text, 32, "softp11");
  return OK;
}

static CK_RV get_slot_list(CK_BYTE present, CK_ULONG *slots, CK_ULONG *length) {
  CK_ULONG slots_now = present && switched("unplugged") ? 0 : 1;
  if (slots && slots_now) *slots = 7;
  *length = slots_now;
  return OK;
}

static CK_RV get_slot_info(CK_ULONG slot, CK_SLOT_INFO *info) {
  (void)slot;
  memset(info, 0, sizeof *info);
  padded(info->text, 64, "slot");
  padded(info->maker, 32, "tests");
  info->flags = 1;
  return OK;
}

static CK_RV get_token_info(CK_ULONG slot, CK_TOKEN_INFO *info) {
  (void)slot;
  if (switched("unplugged")) return TOKEN_NOT_PRESENT;
  memset(info, 0, sizeof *info);
  padded(info->label, 32, "softp11");
  padded(info->maker, 32, "tests");
  padded(info->model, 16, "soft");
  padded(info->serial, 16, "1");
  int tries = tries_left();
  info->flags = INITIALIZED | LOGIN_REQUIRED | (tries == 1 ? FINAL_TRY : 0) | (tries ? 0 : PIN_IS_LOCKED);
  return OK;
}

static CK_RV get_mechanism_list(CK_ULONG slot, CK_ULONG *mechanisms, CK_ULONG *length) {
  (void)slot;
  CK_ULONG offered = switched("no-sm2") ? 1 : 2;
  if (mechanisms) {
    if (*length < offered) return SMALL;
    mechanisms[0] = 0x1041;  /* CKM_ECDSA, which is not SM2 */
    if (offered > 1) mechanisms[1] = SM2_MECHANISM;
  }
  *length = offered;
  return OK;
}

static CK_RV open_session(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *session) {
  (void)slot; (void)flags; (void)application; (void)notify;
  if (switched("unplugged")) return TOKEN_NOT_PRESENT;
  *session = 1;
  return OK;
}

static CK_RV close_session(CK_ULONG session) { (void)session; logged_in = 0; return OK; }

static CK_RV login(CK_ULONG session, CK_ULONG user, CK_BYTE *pin, CK_ULONG length) {
  (void)session; (void)user;
  int tries = tries_left();
  if (!tries) return PIN_LOCKED;
  if (length != strlen(PIN) || memcmp(pin, PIN, length)) {
    set_tries_left(tries - 1);
    return tries > 1 ? PIN_INCORRECT : PIN_LOCKED;
  }
  set_tries_left(MOST_TRIES);
  logged_in = 1;
  return OK;
}

/* The value of an attribute; its length, or -1 when the object has none of that type. */
static long attribute(int object, CK_ULONG type, BYTE *value) {
  CK_ULONG number;
  switch (type) {
    case CLASS: number = object == CERTIFICATE ? 1 : 3; break;
    case KEY_TYPE: number = 3; if (object == CERTIFICATE) return -1; break;
    case LABEL: memcpy(value, "signing", 7); return 7;
    case ID: *value = '1'; return 1;
    case SIGN: *value = object == KEY; return 1;
    case VALUE: return object == CERTIFICATE ? (long)content_of("cert.der", value, 16384) : -1;
    default: return -1;
  }
  memcpy(value, &number, sizeof number);
  return sizeof number;
}

static CK_RV get_attribute_value(CK_ULONG session, CK_ULONG object, CK_ATTRIBUTE *wanted, CK_ULONG many) {
  (void)session;
  CK_RV answer = OK;
  for (CK_ULONG i = 0; i < many; i++) {
    BYTE value[16384];
    long length = attribute((int)object, wanted[i].type, value);
    if (length < 0) answer = TYPE_INVALID;
    else if (wanted[i].value && wanted[i].length >= (CK_ULONG)length) memcpy(wanted[i].value, value, length);
    else if (wanted[i].value) { answer = SMALL; length = -1; }
    wanted[i].length = (CK_ULONG)length;
  }
  return answer;
}

static CK_RV find_objects_init(CK_ULONG session, CK_ATTRIBUTE *wanted, CK_ULONG many) {
  (void)session;
  next = count = 0;
  for (int object = CERTIFICATE; object <= (logged_in ? KEY : CERTIFICATE); object++) {
    int fits = 1;
    for (CK_ULONG i = 0; i < many; i++) {
      BYTE value[16384];
      long length = attribute(object, wanted[i].type, value);
      fits &= length == (long)wanted[i].length && !memcmp(value, wanted[i].value, length);
    }
    if (fits) found[count++] = object;
  }
  return OK;
}

static CK_RV find_objects(CK_ULONG session, CK_ULONG *objects, CK_ULONG most, CK_ULONG *given) {
  (void)session;
  for (*given = 0; *given < most && next < count; ++*given) objects[*given] = found[next++];
  return OK;
}

static CK_RV sign_init(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key) {
  (void)session;
  if (!logged_in) return NOT_LOGGED_IN;
  return key == KEY && mechanism->mechanism == SM2_MECHANISM ? OK : MECHANISM_INVALID;
}

static CK_RV sign(CK_ULONG session, CK_BYTE *e, CK_ULONG length, CK_BYTE *signature, CK_ULONG *room) {
  (void)session;
  BYTE r[33] = {0}, s[33] = {0};
  if (length != 32) return ARGUMENTS_BAD;
  if (!signature || *room < 72) {
    CK_RV answer = signature ? SMALL : OK;
    *room = 72;
    return answer;
  }
  if (switched("hang")) hang();
  if (!signature_of(e, r + 1, s + 1)) return NOT_SUPPORTED;
  if (!switched("der")) {
    memcpy(signature, r + 1, 32);
    memcpy(signature + 32, s + 1, 32);
    *room = 64;
    return OK;
  }
  BYTE *at = signature + 2;
  BYTE *numbers[2] = {r, s};
  for (int i = 0; i < 2; i++) {
    BYTE *first = numbers[i];
    while (first < numbers[i] + 32 && !first[0] && !(first[1] & 0x80)) first++;
    long bytes = numbers[i] + 33 - first;
    *at++ = 2;
    *at++ = (BYTE)bytes;
    memcpy(at, first, bytes);
    at += bytes;
  }
  signature[0] = 0x30;
  signature[1] = (BYTE)(at - signature - 2);
  *room = at - signature;
  return OK;
}

typedef CK_RV (*FUNCTION)(void);
static struct { CK_VERSION version; FUNCTION functions[68]; } list = {{2, 40}, {0}};

CK_RV C_GetFunctionList(void **functions) {
  for (int i = 0; i < 68; i++) list.functions[i] = not_supported;
  /* Their places in CK_FUNCTION_LIST (PKCS#11 2.40, 4.6). */
  list.functions[0] = list.functions[1] = nothing_to_do;
  list.functions[2] = (FUNCTION)get_info;
  list.functions[3] = (FUNCTION)C_GetFunctionList;
  list.functions[4] = (FUNCTION)get_slot_list;
  list.functions[5] = (FUNCTION)get_slot_info;
  list.functions[6] = (FUNCTION)get_token_info;
  list.functions[7] = (FUNCTION)get_mechanism_list;
  list.functions[12] = (FUNCTION)open_session;
  list.functions[13] = (FUNCTION)close_session;
  list.functions[18] = (FUNCTION)login;
  list.functions[19] = nothing_to_do;
  list.functions[24] = (FUNCTION)get_attribute_value;
  list.functions[26] = (FUNCTION)find_objects_init;
  list.functions[27] = (FUNCTION)find_objects;
  list.functions[28] = nothing_to_do;
  list.functions[42] = (FUNCTION)sign_init;
  list.functions[43] = (FUNCTION)sign;
  *functions = &list;
  return OK;
}
